namespace HfRegistry.Server.Hosting;

internal static class Program
{
    private static Task<int> Main(string[] args) =>
        ServerCommand.RunAsync(args, Environment.GetEnvironmentVariable, Console.Out, Console.Error, TimeProvider.System, CancellationToken.None);
}
