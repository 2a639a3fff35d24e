"""A stand-in for the kind of stack that the service replaces: Flask, SQLAlchemy and gunicorn, one look-up in the same database for
each request, the answer built element by element. It reads DATABASE, an SQLite file that the service has made."""

import os
import plistlib
import uuid
import xml.etree.ElementTree as ElementTree

from flask import Flask, Response, abort, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import relationship
from sqlalchemy.pool import QueuePool

MOBILE_SOCKETS = {"SSL", "STARTTLS"}
AUTODISCOVER_REQUEST = "{http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006}"
AUTODISCOVER = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"
OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///" + os.environ["DATABASE"]
app.config["SQLALCHEMY_TRACK_MODIFICATIONS"] = False
# Files are opened for each request otherwise.
app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}}
db = SQLAlchemy(app)

server_domain = db.Table(
    "server_domain",
    db.Column("server_id", db.Integer, db.ForeignKey("server.id"), primary_key=True),
    db.Column("domain_id", db.Integer, db.ForeignKey("domain.id"), primary_key=True),
)


class Provider(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(128), nullable=False)
    short_name = db.Column(db.String(32), nullable=False)


class Server(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    prio = db.Column(db.Integer, nullable=False)
    name = db.Column(db.String(128), nullable=False)
    port = db.Column(db.Integer, nullable=False)
    type = db.Column(db.String(32), nullable=False)
    socket_type = db.Column(db.String(32), nullable=False)
    user_name = db.Column(db.String(64), nullable=False)
    authentication = db.Column(db.String(32), nullable=False)


class Domain(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(128), nullable=False, unique=True)
    provider_id = db.Column(db.Integer, db.ForeignKey("provider.id"), nullable=False)
    provider = relationship("Provider", lazy="joined")
    # By a statement of its own: joined to the other, SQLite reads all links of all domains.
    servers = relationship("Server", secondary=server_domain, lazy="selectin", order_by=Server.prio)


def domain_of(address):
    domain = Domain.query.filter_by(name=address.rpartition("@")[2].lower()).first()
    return domain or abort(404)


def add(parent, tag, text, **attributes):
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def answer(root):
    return Response(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True), content_type="text/xml; charset=utf-8")


@app.get("/healthz")
def health():
    return "alive"


@app.get("/mail/config-v1.1.xml")
def autoconfig():
    domain = domain_of(request.args["emailaddress"])
    root = ElementTree.Element("clientConfig", version="1.1")
    provider = ElementTree.SubElement(root, "emailProvider", id=domain.name)
    add(provider, "domain", domain.name)
    add(provider, "displayName", domain.provider.name)
    add(provider, "displayShortName", domain.provider.short_name)
    for server in domain.servers:
        direction = "outgoingServer" if server.type == "smtp" else "incomingServer"
        element = ElementTree.SubElement(provider, direction, type=server.type)
        add(element, "hostname", server.name)
        add(element, "port", str(server.port))
        add(element, "socketType", server.socket_type)
        add(element, "username", server.user_name)
        add(element, "authentication", server.authentication)
    return answer(root)


@app.post("/autodiscover/autodiscover.xml")
def autodiscover():
    address = ElementTree.fromstring(request.data).findtext(f".//{AUTODISCOVER_REQUEST}EMailAddress")
    root = ElementTree.Element("Autodiscover", xmlns=AUTODISCOVER)
    response = ElementTree.SubElement(root, "Response", xmlns=OUTLOOK)
    account = ElementTree.SubElement(response, "Account")
    add(account, "AccountType", "email")
    add(account, "Action", "settings")
    for server in domain_of(address).servers:
        protocol = ElementTree.SubElement(account, "Protocol")
        add(protocol, "Type", server.type.upper())
        add(protocol, "Server", server.name)
        add(protocol, "Port", str(server.port))
        add(protocol, "LoginName", address)
        add(protocol, "DomainRequired", "off")
        add(protocol, "SPA", "off")
        add(protocol, "SSL", "on")
        add(protocol, "AuthRequired", "on")
    return answer(root)


@app.get("/mobileconfig")
def mobileconfig():
    address = request.args["emailaddress"]
    domain = domain_of(address)
    incoming = next(server for server in domain.servers if server.type != "smtp")
    outgoing = next(server for server in domain.servers if server.type == "smtp")
    identifier = f"org.example.{domain.name}"
    mail = {
        "EmailAccountType": "EmailTypeIMAP",
        "EmailAddress": address,
        "PayloadType": "com.apple.mail.managed",
        "PayloadIdentifier": f"{identifier}.mail",
        "PayloadUUID": str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{identifier}.mail")),
        "PayloadVersion": 1,
    }
    for direction, server in (("Incoming", incoming), ("Outgoing", outgoing)):
        mail[f"{direction}MailServerAuthentication"] = "EmailAuthPassword"
        mail[f"{direction}MailServerHostName"] = server.name
        mail[f"{direction}MailServerPortNumber"] = server.port
        mail[f"{direction}MailServerUseSSL"] = server.socket_type in MOBILE_SOCKETS
        mail[f"{direction}MailServerUsername"] = address
    profile = {
        "PayloadContent": [mail],
        "PayloadDisplayName": domain.provider.short_name,
        "PayloadIdentifier": identifier,
        "PayloadOrganization": domain.provider.name,
        "PayloadType": "Configuration",
        "PayloadUUID": str(uuid.uuid5(uuid.NAMESPACE_DNS, identifier)),
        "PayloadVersion": 1,
    }
    return Response(plistlib.dumps(profile), content_type="application/x-apple-aspen-config")
