"""Models beside expected results are run as conformance cases."""

from gapura.engines.decisions.conformance import Group, run_cases
from gapura.engines.decisions.tests.models import DISCOUNT

CASES = """<?xml version="1.0" encoding="UTF-8"?>
<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <!-- two applicants -->
  <modelName>keringanan.dmn</modelName>
  <testCase id="lansia">
    <inputNode name="Pemohon">
      <component name="umur"><value xsi:type="xsd:decimal">70</value></component>
      <component name="status kerja"><value xsi:type="xsd:string">pensiun</value></component>
    </inputNode>
    <inputNode name="Tarif"><value xsi:type="xsd:decimal">10000</value></inputNode>
    <resultNode name="Golongan"><expected><value xsi:type="xsd:string">lansia</value></expected></resultNode>
    <resultNode name="Biaya"><expected><value xsi:type="xsd:decimal">5000.000000001</value></expected></resultNode>
  </testCase>
  <testCase id="layanan" type="decisionService" invocableName="Hitung">
    <inputNode name="Pemohon">
      <component name="umur"><value xsi:type="xsd:decimal">30</value></component>
      <component name="status kerja"><value xsi:type="xsd:string">bekerja</value></component>
    </inputNode>
    <inputNode name="Tarif"><value xsi:type="xsd:decimal">10000</value></inputNode>
    <resultNode name="Biaya"><expected><value xsi:type="xsd:decimal">10000</value></expected></resultNode>
  </testCase>
  <testCase id="kosong">
    <resultNode name="Biaya"><expected><value xsi:nil="true"/></expected></resultNode>
  </testCase>
  <testCase id="keliru">
    <inputNode name="Tarif"><value xsi:type="xsd:decimal">1</value></inputNode>
    <resultNode name="Biaya"><expected><list><item><value xsi:type="xsd:string">1</value></item></list></expected></resultNode>
  </testCase>
</testCases>
"""


def folder_of(tmp_path, cases=CASES):
    folder = tmp_path / "tingkat-3" / "keringanan"
    folder.mkdir(parents=True)
    (folder / "keringanan.dmn").write_bytes(DISCOUNT)
    (folder / "keringanan-test-01.xml").write_text(cases)
    (folder / "catatan.xml").write_text("<catatan/>")
    return tmp_path


def test_each_folder_is_a_group_and_each_failure_is_named(tmp_path):
    groups = list(run_cases(folder_of(tmp_path)))

    assert groups == [Group("tingkat-3/keringanan", 3, ("keringanan-test-01.xml keliru",))]


def test_cases_of_a_model_that_cannot_be_read_fail(tmp_path):
    folder = folder_of(tmp_path, CASES.replace("keringanan.dmn", "hilang.dmn"))

    [group] = run_cases(folder)

    assert (group.passed, group.cases) == (0, 4)


def test_a_folder_without_cases_has_no_groups(tmp_path):
    assert list(run_cases(tmp_path)) == []
