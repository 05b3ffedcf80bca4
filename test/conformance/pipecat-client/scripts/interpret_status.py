"""Prints the phase in which Pipecat's own client takes each of the services to be that a file lists as JSON."""

import json
import sys

from pipecatcloud._utils.deploy_utils import interpret_deployment_status

with open(sys.argv[1]) as file:
    print(json.dumps([interpret_deployment_status(service).phase.value for service in json.load(file)]))
