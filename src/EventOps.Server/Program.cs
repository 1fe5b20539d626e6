using EventOps.Server.CommandLine;

return await Commands.Run(args);
