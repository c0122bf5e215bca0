using System.CommandLine;
using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Remove;

/// <summary><c>remove</c>: removes a model from a project.</summary>
internal static class RemoveCommand
{
    public static Command Create(CommandIO io)
    {
        var model = new Argument<string>("MODEL") { Description = "What the HfModel item includes, or its alias." };
        var project = ManagedOptions.CreateProject();
        var dryRun = ManagedOptions.CreateDryRun();
        var command = new Command("remove", "Remove a model from a project; with the last one the package reference that `hfregistry add` wrote.") { model, project, dryRun };
        return command.WithHandler(io, (parsed, answer, cancellationToken) => EditTurn.RunAsync(ProjectPath.Of(parsed, project, io), parsed.GetValue(dryRun), answer, () =>
        {
            var opened = ManagedProject.Open(io, ProjectPath.Of(parsed, project, io), cancellationToken);
            if (opened.Value is not { } managed)
                return Task.FromResult(answer.WriteErrors(opened.Diagnostics));
            answer.WriteDiagnostics(opened.Diagnostics);
            return Task.FromResult(new RemoveHandler(managed, answer, parsed.GetValue(dryRun)).Run(parsed.GetRequiredValue(model).Trim()));
        }, cancellationToken));
    }
}
