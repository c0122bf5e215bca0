using HfRegistry.Server.Hosting;

return await ServerCommand.RunAsync(args, Environment.GetEnvironmentVariable, Console.Out, Console.Error, TimeProvider.System, CancellationToken.None);
