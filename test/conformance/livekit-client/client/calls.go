package main

var calls = map[string]call{
	"settings":                        onAgents(readSettings),
	"list":                            onAgents(listAgents),
	"versions":                        onAgents(listVersions),
	"secrets":                         onAgents(listSecrets),
	"update-secrets":                  onAgents(updateSecrets),
	"restart":                         onAgents(restart),
	"rollback":                        onAgents(rollBack),
	"promote":                         onAgents(promote),
	"delete":                          onAgents(remove),
	"logs":                            onAgents(readLogs),
	"create":                          onAgents(create),
	"deploy":                          onAgents(deploy),
	"deploy-as-before":                onAgents(deployAsBefore),
	"create-dispatch":                 onDispatches(createDispatch),
	"list-dispatches":                 onDispatches(listDispatches),
	"delete-dispatch":                 onDispatches(deleteDispatch),
	"list-without-grant":              listAgentsWithoutGrant,
	"list-dispatches-of-another-room": listDispatchesOfAnotherRoom,
}
