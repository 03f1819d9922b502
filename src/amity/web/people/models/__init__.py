"""Clients, staff, care teams, contact, and how a client comes to pages of their own."""

from amity.web.people.models.care import CareTeamMember, CareTeamMembers, Grant, Grants
from amity.web.people.models.client import WAYS_IN_WORDS, Client, Consent, SafeContact, latest
from amity.web.people.models.own_pages import (
    AskedToCall,
    ClientSignIn,
    Device,
    DeviceCode,
    Invitation,
    Passkey,
)
from amity.web.people.models.service import Service, Staff
from amity.web.people.models.texts import KeptText, OutgoingMessage
from amity.web.people.models.young import Guardian, YoungPerson

__all__ = [
    "WAYS_IN_WORDS",
    "AskedToCall",
    "CareTeamMember",
    "CareTeamMembers",
    "Client",
    "ClientSignIn",
    "Consent",
    "Device",
    "DeviceCode",
    "Grant",
    "Grants",
    "Guardian",
    "Invitation",
    "KeptText",
    "OutgoingMessage",
    "Passkey",
    "SafeContact",
    "Service",
    "Staff",
    "YoungPerson",
    "latest",
]
