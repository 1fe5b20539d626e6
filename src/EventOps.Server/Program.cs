using EventOps.Server.CommandLine;

return await Commands.Root().Parse(args).InvokeAsync();
