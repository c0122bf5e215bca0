using System.CommandLine;
using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Add;

/// <summary><c>add</c>: adds a model to a project.</summary>
internal static class AddCommand
{
    public static Command Create(CommandIO io)
    {
        var model = new Argument<string>("MODEL") { Description = "The model type or the model id." };
        var project = ManagedOptions.CreateProject();
        var request = new RequestOptions();
        var download = new Option<bool>("--download") { Description = "Download the model's files with the build." };
        var pin = new Option<bool>("--pin") { Description = "Write the model's id and commit into the project; `hfregistry update` moves the commit." };
        var alias = new Option<string?>("--alias") { Description = "The model's name in generated code.", HelpName = "NAME" };
        var dryRun = ManagedOptions.CreateDryRun();
        var command = new Command("add", "Add a model to a project: an HfModel item, and the package reference where it is missing.") { model, project };
        request.AddTo(command, withType: false);
        command.Add(download);
        command.Add(pin);
        command.Add(alias);
        command.Add(dryRun);
        return command.WithHandler(io, (parsed, answer, cancellationToken) => EditTurn.RunAsync(ProjectPath.Of(parsed, project, io), parsed.GetValue(dryRun), answer, async () =>
        {
            var raw = request.Read(parsed, parsed.GetRequiredValue(model).Trim()) with { Download = parsed.GetValue(download) ? "true" : null };
            var opened = ManagedProject.Open(io, ProjectPath.Of(parsed, project, io), cancellationToken);
            if (opened.Value is not { } managed)
                return answer.WriteErrors(opened.Diagnostics);
            answer.WriteDiagnostics(opened.Diagnostics);
            return await new AddHandler(managed, answer) { Pins = parsed.GetValue(pin), Alias = parsed.GetValue(alias), IsDryRun = parsed.GetValue(dryRun) }.RunAsync(raw, cancellationToken);
        }, cancellationToken));
    }
}
