"""A model as another tool would write it, for the tests."""

DMN = "https://www.omg.org/spec/DMN/20230324/MODEL/"

DISCOUNT = f"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="{DMN}" xmlns:kota="https://kota.example/keringanan" id="d1" name="Keringanan"
    namespace="https://kota.example/keringanan">
  <itemDefinition name="tPemohon">
    <itemComponent name="umur"><typeRef>number</typeRef></itemComponent>
    <itemComponent name="status kerja"><typeRef>tStatus</typeRef></itemComponent>
  </itemDefinition>
  <itemDefinition name="tStatus">
    <typeRef>string</typeRef>
    <allowedValues><text>"pelajar", "bekerja", "pensiun"</text></allowedValues>
  </itemDefinition>
  <inputData id="i1" name="Pemohon"><variable name="Pemohon" typeRef="tPemohon"/></inputData>
  <inputData id="i2" name="Tarif"><variable name="Tarif" typeRef="feel:integer"/></inputData>
  <decision id="k1" name="Golongan">
    <question>Golongan mana?</question>
    <variable name="Golongan" typeRef="string"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <decisionTable hitPolicy="FIRST" outputLabel="Golongan">
      <input><inputExpression typeRef="number"><text>Pemohon.umur</text></inputExpression></input>
      <input><inputExpression><text>Pemohon.status kerja</text></inputExpression></input>
      <output name="golongan" typeRef="string">
        <defaultOutputEntry><text>"umum"</text></defaultOutputEntry>
      </output>
      <annotation name="Catatan"/>
      <rule id="r1">
        <inputEntry><text>&gt;= 60</text></inputEntry>
        <inputEntry><text>-</text></inputEntry>
        <outputEntry><text>"lansia"</text></outputEntry>
        <annotationEntry><text>Perda 1/2024 Pasal 5</text></annotationEntry>
      </rule>
      <rule id="r2">
        <inputEntry><text>-</text></inputEntry>
        <inputEntry><text>"pelajar"</text></inputEntry>
        <outputEntry><text>"pelajar"</text></outputEntry>
        <annotationEntry><text/></annotationEntry>
      </rule>
    </decisionTable>
  </decision>
  <businessKnowledgeModel id="b1" name="dipotong">
    <variable name="dipotong"/>
    <encapsulatedLogic>
      <formalParameter name="harga" typeRef="number"/>
      <formalParameter name="persen" typeRef="number"/>
      <literalExpression><text>harga * (100 - persen) / 100</text></literalExpression>
    </encapsulatedLogic>
  </businessKnowledgeModel>
  <decision id="k2" name="Biaya">
    <variable name="Biaya" typeRef="number"/>
    <informationRequirement><requiredDecision href="#k1"/></informationRequirement>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement>
    <context>
      <contextEntry>
        <variable name="persen" typeRef="number"/>
        <literalExpression><text>if Golongan = "umum" then 0 else 50</text></literalExpression>
      </contextEntry>
      <contextEntry>
        <invocation>
          <literalExpression><text>dipotong</text></literalExpression>
          <binding>
            <parameter name="harga"/>
            <literalExpression><text>Tarif</text></literalExpression>
          </binding>
          <binding>
            <parameter name="persen"/>
            <literalExpression><text>persen</text></literalExpression>
          </binding>
        </invocation>
      </contextEntry>
    </context>
  </decision>
  <decisionService id="s1" name="Hitung">
    <variable name="Hitung"/>
    <outputDecision href="#k2"/>
    <encapsulatedDecision href="#k1"/>
    <inputData href="#i1"/>
    <inputData href="#i2"/>
  </decisionService>
</definitions>
""".encode()
