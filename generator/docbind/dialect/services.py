"""The services whose names are known, and the names that no service may take.

A folder that is not listed takes its own name without hyphens as its module, and its words in CamelCase as its class.
Hosts and catalog types are defaults that a caller can override: the host of a service is
`https://{host}.{region}.otc.t-systems.com`, the catalog type its entry in the identity service's catalog.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """One known service, by the name of its documentation folder."""

    folder: str
    title: str
    module: str
    class_name: str
    hosts: tuple[str, ...]
    catalog_types: tuple[str, ...]


SERVICES: tuple[Service, ...] = (
    Service("anti-ddos", "Anti-DDoS", "antiddos", "AntiDDoS", ("antiddos",), ("antiddos",)),
    Service("api-gateway", "API Gateway", "apig", "APIGateway", ("apig",), ("apig", "apigv2")),
    Service(
        "application-operations-management",
        "Application Operations Management",
        "aom",
        "ApplicationOperationsManagement",
        ("aom",),
        ("aomv1", "aomv2"),
    ),
    Service("auto-scaling", "Auto Scaling", "autoscaling", "AutoScaling", ("as",), ("as", "asv1")),
    Service("bare-metal-server", "Bare Metal Server", "bms", "BareMetalServer", ("bms",), ("bms",)),
    Service("cloud-backup-recovery", "Cloud Backup and Recovery", "cbr", "CloudBackupRecovery", ("cbr",), ("cbr",)),
    Service(
        "cloud-container-engine", "Cloud Container Engine", "cce", "CloudContainerEngine", ("cce",), ("cce", "ccev2.0")
    ),
    Service(
        "cloud-container-instance", "Cloud Container Instance", "cci", "CloudContainerInstance", ("cci",), ("cci",)
    ),
    Service("cloud-eye", "Cloud Eye", "ces", "CloudEye", ("ces",), ("ces",)),
    Service("cloud-firewall", "Cloud Firewall", "cfw", "CloudFirewall", ("cfw",), ("cfwv1", "cfwv2", "cfwv3")),
    Service("cloud-search-service", "Cloud Search Service", "css", "CloudSearchService", ("css",), ("css",)),
    Service(
        "cloud-server-backup-service",
        "Cloud Server Backup Service",
        "csbs",
        "CloudServerBackupService",
        ("csbs",),
        ("data-protect",),
    ),
    Service(
        "cloud-trace-service", "Cloud Trace Service", "cts", "CloudTraceService", ("cts",), ("cts", "ctsv2", "ctsv3")
    ),
    Service("config", "Config", "config", "Config", ("rms",), ("rms",)),
    Service(
        "data-arts-studio", "DataArts Studio", "dataarts", "DataArtsStudio", ("dayu-dlf", "cdm", "dayu"), ("dataarts",)
    ),
    Service(
        "data-ingestion-service", "Data Ingestion Service", "dis", "DataIngestionService", ("dis",), ("dis", "disv2")
    ),
    Service("data-lake-insight", "Data Lake Insight", "dli", "DataLakeInsight", ("dli",), ("dli",)),
    Service(
        "data-replication-service", "Data Replication Service", "drs", "DataReplicationService", ("drs",), ("drs",)
    ),
    Service(
        "data-warehouse-service", "Data Warehouse Service", "dws", "DataWarehouseService", ("dws",), ("dws", "dwsv1")
    ),
    Service("dedicated-host", "Dedicated Host", "deh", "DedicatedHost", ("deh",), ("deh",)),
    Service("direct-connect", "Direct Connect", "dcaas", "DirectConnect", ("dcaas",), ("dcaas",)),
    Service(
        "distributed-cache-service",
        "Distributed Cache Service",
        "dcs",
        "DistributedCacheService",
        ("dcs",),
        ("dcs", "dcsv1"),
    ),
    Service(
        "distributed-database-middleware",
        "Distributed Database Middleware",
        "ddm",
        "DistributedDatabaseMiddleware",
        ("ddm",),
        ("ddmv1", "ddmv2", "ddmv3"),
    ),
    Service(
        "distributed-message-service",
        "Distributed Message Service",
        "dms",
        "DistributedMessageService",
        ("dms",),
        ("dms", "dmsv1", "dmsv2"),
    ),
    Service(
        "distributed-message-service-rocketmq",
        "Distributed Message Service for RocketMQ",
        "rocketmq",
        "DistributedMessageServiceForRocketMQ",
        ("dms",),
        ("dms", "dmsv2"),
    ),
    Service(
        "document-database-service", "Document Database Service", "dds", "DocumentDatabaseService", ("dds",), ("ddsv3",)
    ),
    Service("domain-name-service", "Domain Name Service", "dns", "DomainNameService", ("dns",), ("dns",)),
    Service("elastic-cloud-server", "Elastic Cloud Server", "ecs", "ElasticCloudServer", ("ecs",), ("ecs", "compute")),
    Service("elastic-ip", "Elastic IP", "eip", "ElasticIP", ("vpc",), ("vpc", "network")),
    Service(
        "elastic-volume-service",
        "Elastic Volume Service",
        "evs",
        "ElasticVolumeService",
        ("evs",),
        ("volume", "volumev2", "volumev3"),
    ),
    Service(
        "enterprise-project-service",
        "Enterprise Project Service",
        "eps",
        "EnterpriseProjectService",
        ("eps",),
        ("eps",),
    ),
    Service("enterprise-router", "Enterprise Router", "er", "EnterpriseRouter", ("er",), ("er", "erv3")),
    Service(
        "function-graph", "FunctionGraph", "functiongraph", "FunctionGraph", ("functiongraph",), ("functiongraph",)
    ),
    Service(
        "gaussdb-mysql",
        "GaussDB for MySQL",
        "gaussdbmysql",
        "GaussDBForMySQL",
        ("gaussdb-mysql",),
        ("gaussdb-mysql", "gaussdb"),
    ),
    Service("gaussdb-opengauss", "GaussDB openGauss", "opengauss", "GaussDBOpenGauss", ("gaussdb",), ("gaussdb",)),
    Service("geminidb", "GeminiDB", "geminidb", "GeminiDB", ("gaussdb-nosql",), ("geminidb",)),
    Service("host-security-service", "Host Security Service", "hss", "HostSecurityService", ("hss",), ("hss",)),
    Service(
        "identity-access-management",
        "Identity and Access Management",
        "iam",
        "IdentityAccessManagement",
        ("iam",),
        ("identity",),
    ),
    Service(
        "image-management-service", "Image Management Service", "ims", "ImageManagementService", ("ims",), ("image",)
    ),
    Service(
        "key-management-service", "Key Management Service", "kms", "KeyManagementService", ("kms",), ("kms", "kmsv1")
    ),
    Service(
        "load-balancer", "Elastic Load Balancing", "elb", "ElasticLoadBalance", ("elb",), ("elb", "elbv1", "elbv3")
    ),
    Service("log-tank-service", "Log Tank Service", "lts", "LogTankService", ("lts",), ("lts", "ltsv2")),
    Service("mapreduce-service", "MapReduce Service", "mrs", "MapReduceService", ("mrs",), ("mrs",)),
    Service("modelarts", "ModelArts", "modelarts", "ModelArts", ("modelarts",), ("modelartsv1", "modelartsv2")),
    Service("nat-gateway", "NAT Gateway", "nat", "NATGateway", ("nat",), ("nat", "natv3")),
    Service("object-storage-service", "Object Storage Service", "obs", "ObjectStorageService", ("obs",), ("object",)),
    Service(
        "optical-character-recognition",
        "Optical Character Recognition",
        "ocr",
        "OpticalCharacterRecognition",
        ("ocr",),
        ("ocr",),
    ),
    Service(
        "private-link-access-service",
        "Private Link Access Service",
        "plas",
        "PrivateLinkAccessService",
        ("plas",),
        ("plas",),
    ),
    Service(
        "relational-database-service",
        "Relational Database Service",
        "rds",
        "RelationalDatabaseService",
        ("rds",),
        ("rdsv1", "rdsv3"),
    ),
    Service(
        "resource-management-service",
        "Resource Management Service",
        "rms",
        "ResourceManagementService",
        ("rms",),
        ("rms",),
    ),
    Service(
        "resource-template-service",
        "Resource Template Service",
        "rts",
        "ResourceTemplateService",
        ("rts",),
        ("orchestration",),
    ),
    Service(
        "scalable-file-service",
        "Scalable File Service",
        "sfs",
        "ScalableFileService",
        ("sfs", "sfs-turbo", "sfs3"),
        ("sharev2", "sfsturbo"),
    ),
    Service(
        "simple-message-notification",
        "Simple Message Notification",
        "smn",
        "SimpleMessageNotification",
        ("smn",),
        ("smn", "smnv2"),
    ),
    Service(
        "software-repository-container",
        "Software Repository for Containers",
        "swr",
        "SoftwareRepositoryForContainer",
        ("swr-api",),
        ("swrv2",),
    ),
    Service(
        "storage-disaster-recovery-service",
        "Storage Disaster Recovery Service",
        "sdrs",
        "StorageDisasterRecoveryService",
        ("sdrs",),
        ("sdrs",),
    ),
    Service("tag-management-service", "Tag Management Service", "tms", "TagManagementService", ("tms",), ("tms",)),
    Service("taurusdb", "TaurusDB", "taurusdb", "TaurusDB", ("gaussdb-mysql",), ("gaussdb-mysql", "gaussdb")),
    Service(
        "ubiquitous-cloud-native-service",
        "Ubiquitous Cloud Native Service",
        "ucs",
        "UbiquitousCloudNativeService",
        ("ucs",),
        ("ucs",),
    ),
    Service(
        "virtual-private-cloud", "Virtual Private Cloud", "vpc", "VirtualPrivateCloud", ("vpc",), ("vpc", "network")
    ),
    Service(
        "virtual-private-network",
        "Virtual Private Network",
        "vpn",
        "VirtualPrivateNetwork",
        ("vpn",),
        ("evpn", "vpc2.0"),
    ),
    Service("volume-backup-service", "Volume Backup Service", "vbs", "VolumeBackupService", ("vbs",), ("vbs", "vbsv2")),
    Service("vpc-endpoint", "VPC Endpoint", "vpcep", "VPCEndpoint", ("vpcep",), ("vpcep",)),
    Service(
        "web-application-firewall", "Web Application Firewall", "waf", "WebApplicationFirewall", ("waf",), ("waf",)
    ),
    Service(
        "web-application-firewall-dedicated",
        "Dedicated Web Application Firewall",
        "wafdedicated",
        "DedicatedWebApplicationFirewall",
        ("premium-waf",),
        ("premium-waf",),
    ),
)

RESERVED_MODULES = frozenset(
    {
        # Modules that the emitted package has, or may come to have, beside its services.
        *(
            "auth",
            "client",
            "core",
            "errors",
            "extras",
            "models",
            "operations",
            "paging",
            "hooks",
            "retry",
            "signing",
            "testing",
            "transport",
            "types",
            "validation",
            "validators",
        ),
        # Names that a tool imports or runs by itself when it meets them.
        *("conftest", "setup", "sitecustomize", "usercustomize", "test", "tests", "noxfile", "tasks"),
    }
)
"""Module names that a service never takes: its module becomes `service_<name>` instead."""

RESERVED_CLASSES = frozenset(
    {"Client", "AsyncClient", "CallOptions", "Field", "Model", "Request", "Response", "Unpack"}
)
"""Class names that an emitted module imports for its own use; builtins and keywords are never taken either.

The class becomes `Service<Name>` instead.
"""

DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", "clock$", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""File names that Windows takes for a device, whatever their suffix."""
