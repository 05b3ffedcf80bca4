"""Prints what Pipecat's own client reads from the pcc-deploy.toml whose path is in PIPECAT_DEPLOY_CONFIG_PATH, as JSON."""

import json

from pipecatcloud._utils.deploy_utils import load_deploy_config_file

print(json.dumps(load_deploy_config_file().to_dict()))
