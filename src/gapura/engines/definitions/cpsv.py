"""A public service as open metadata: CPSV-AP 3.2 in JSON-LD, from the same package as the page."""

from typing import Any, Protocol

from gapura.engines.definitions.jurisdiction import Agency, Contact, LifeEvent
from gapura.engines.definitions.schema import EvidenceRequirement, Service, ServicePackage
from gapura.engines.fees.schema import Item, Tariff
from gapura.engines.rules.text import Text

CONTEXT: dict[str, Any] = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Node = dict[str, Any]


class Publisher(Protocol):
    """What is told of the city; a `JurisdictionDefinition` knows it all."""

    @property
    def id(self) -> str: ...
    @property
    def areas(self) -> tuple[str, ...]: ...
    @property
    def languages(self) -> tuple[str, ...]: ...
    @property
    def contact(self) -> Contact: ...
    @property
    def life_events(self) -> tuple[LifeEvent, ...]: ...
    def agency(self, code: str) -> Agency | None: ...


def cpsv_jsonld(package: ServicePackage, jurisdiction: Publisher) -> Node:
    """One `cpsv:PublicService`; ids are fragments, so that the address of publication is the base."""
    service = package.service
    return {
        "@context": CONTEXT,
        "@id": "#service",
        "@type": "cpsv:PublicService",
        "dct:identifier": f"{jurisdiction.id}/{service.code}",
        "dct:title": _words(service.title),
        "dct:description": _words(service.summary),
        "dct:language": list(jurisdiction.languages),
        "dct:type": service.kind,
        "dct:issued": {"@type": "xsd:date", "@value": service.valid_from.isoformat()},
        "dct:spatial": [{"@id": f"urn:kemendagri:{area}"} for area in jurisdiction.areas],
        "dcat:keyword": _keywords(service),
        "cv:processingTime": service.promise.within,
        "cv:hasCompetentAuthority": _authority(service, jurisdiction),
        "cv:hasLegalResource": [
            _law(i, law.title) for i, law in enumerate(service.legal_resources)
        ],
        "cv:isGroupedBy": _life_events(service, jurisdiction),
        "cv:hasChannel": [
            {"@id": f"#channel-{channel}", "@type": "cv:Channel", "dct:type": channel}
            for channel in service.channels
        ],
        "cv:hasCost": [
            _cost(f"#cost-{i + 1}" + (f"-{item.id}" if tariff.items else ""), tariff, item)
            for i, tariff in enumerate(package.fees.tariffs)
            for item in tariff.priced()
        ],
        "cv:holdsRequirement": _requirements(package),
        "cpsv:produces": {
            "@id": "#output",
            "@type": "cv:Output",
            "dct:title": _words(service.product),
        },
        "cpsv:follows": _rules(service),
        "cv:contactPoint": _contact(jurisdiction),
    }


def _words(text: Text) -> list[Node]:
    return [{"@language": language, "@value": words} for language, words in text.items()]


def _keywords(service: Service) -> list[Node]:
    return [
        {"@language": language, "@value": word}
        for language, words in service.keywords.items()
        for word in words
    ]


def _authority(service: Service, jurisdiction: Publisher) -> Node:
    agency = jurisdiction.agency(service.authority)
    return _organisation(agency, jurisdiction) if agency else {"@id": f"#{service.authority}"}


def _organisation(agency: Agency, jurisdiction: Publisher) -> Node:
    return {
        "@id": f"#agency-{agency.code}",
        "@type": "cv:PublicOrganisation",
        "dct:identifier": f"{jurisdiction.id}/{agency.code}",
        "skos:prefLabel": _words(agency.name),
        "dct:spatial": [{"@id": f"urn:kemendagri:{area}"} for area in jurisdiction.areas],
    }


def _law(position: int, title: str) -> Node:
    return {"@id": f"#law-{position + 1}", "@type": "eli:LegalResource", "dct:title": title}


def _life_events(service: Service, jurisdiction: Publisher) -> list[Node]:
    return [
        {
            "@id": f"#life-event-{event.code}",
            "@type": "cv:LifeEvent",
            "dct:title": _words(event.title),
        }
        for event in jurisdiction.life_events
        if event.code in service.life_events
    ]


def _cost(name: str, tariff: Tariff, item: Item) -> Node:
    cost: Node = {
        "@id": name,
        "@type": "cv:Cost",
        "dct:description": _words(item.label),
        "dct:source": item.legal_reference or tariff.legal_reference,
        "cv:currency": {"@id": "http://publications.europa.eu/resource/authority/currency/IDR"},
        "dct:valid": tariff.valid_from.isoformat(),
    }
    if tariff.valid_until is not None:
        cost["schema:validThrough"] = tariff.valid_until.isoformat()
    if isinstance(item.amount, int):  # a formula has no one value
        cost["cv:hasValue"] = item.amount
    if item.unit is not None:
        cost["schema:unitText"] = _words(item.unit)
    return cost


def _requirements(package: ServicePackage) -> list[Node]:
    found: list[Node] = []
    for position, condition in enumerate(package.eligibility):
        found.append(
            {
                "@id": f"#condition-{position + 1}",
                "@type": "cv:Requirement",
                "dct:description": _words(condition.message),
                "dct:source": condition.legal_reference,
            }
        )
    if package.evidence:
        found += [_proof(requirement) for requirement in package.evidence.requirements]
    return found


def _proof(requirement: EvidenceRequirement) -> Node:
    return {
        "@id": f"#requirement-{requirement.id}",
        "@type": "cv:Requirement",
        "dct:title": _words(requirement.shown_as or requirement.title),
        "cv:hasEvidenceTypeList": {
            "@type": "cv:EvidenceTypeList",
            "cv:specifiesEvidenceType": {
                "@id": f"#evidence-{requirement.id}",
                "@type": "cv:EvidenceType",
                "dct:title": _words(requirement.title),
            },
        },
    }


def _rules(service: Service) -> list[Node]:
    return [
        {"@id": f"#rule-{i + 1}", "@type": "cpsv:Rule", "dct:description": _words(step)}
        for i, step in enumerate(service.procedure)
    ]


def _contact(jurisdiction: Publisher) -> Node:
    contact = jurisdiction.contact
    point: Node = {"@id": "#contact", "@type": "cv:ContactPoint"}
    if contact.phone:
        point["cv:telephone"] = contact.phone
    if contact.email:
        point["cv:email"] = contact.email
    return point
