using System.CommandLine;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands;

/// <summary>A command of the tool in the container image: an error that says how to get the tool, whatever the rest of the line is.</summary>
internal static class MissingCommand
{
    public static Command Create(string name, CommandIO io)
    {
        var command = new Command(name, "Not in the container image: a command of the tool (dotnet tool install --global HfRegistry.Cli).") { TreatUnmatchedTokensAsErrors = false };
        return command.WithHandler(io, (_, answer, _) => Task.FromResult(answer.WriteErrors([DiagnosticCatalog.NotInImage.Create(name)])));
    }
}
