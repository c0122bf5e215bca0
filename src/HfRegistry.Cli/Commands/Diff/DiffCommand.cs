using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Gate;
using HfRegistry.Registry;

namespace HfRegistry.Cli.Commands.Diff;

/// <summary><c>diff</c>: what changed between two registry files.</summary>
internal static class DiffCommand
{
    /// <summary>The word that stands for the embedded registry in the place of a path.</summary>
    private const string Embedded = "embedded";

    public static Command Create(CommandIO io)
    {
        var old = new Argument<string>("OLD") { Description = $"The registry file before, or '{Embedded}'." };
        var now = new Argument<string>("NEW") { Description = $"The registry file after, or '{Embedded}'." };
        var markdown = new Option<bool>("--markdown") { Description = "Write Markdown for a pull request." };
        var command = new Command("diff", "Tell what changed between two registry files, and what a person has to look at.") { old, now, markdown };
        command.Validators.Add(result =>
        {
            if (result.GetValue(markdown) && result.GetValue<bool>(CommandExtensions.JsonOption))
                result.AddError($"--markdown and {CommandExtensions.JsonOption} exclude each other: give one of them.");
        });
        return command.WithHandler(io, (parsed, answer, _) =>
        {
            var workspace = io.OpenWorkspaceWithoutRegistry();
            var (before, after) = (Load(io, parsed.GetValue(old)!), Load(io, parsed.GetValue(now)!));
            if (workspace.Value is null || before.Value is null || after.Value is null)
                return Task.FromResult(answer.WriteErrors([.. workspace.Diagnostics, .. before.Diagnostics, .. after.Diagnostics]));
            answer.WriteDiagnostics(workspace.Diagnostics);

            var configuration = workspace.Value.Context.Configuration;
            var diff = RegistryDiff.Between(before.Value, after.Value, configuration.DefaultCooldownDays, new ScoreDiff(configuration.Gate).Of);
            answer.Write(DiffDocument.Of(diff), static () => DiffJson.Default.DiffDocument, parsed.GetValue(markdown) ? DiffMarkdown.Write : DiffText.Write);
            return Task.FromResult(ExitCode.Done);
        });
    }

    private static Outcome<ModelRegistry> Load(CommandIO io, string path) =>
        path == Embedded ? new Outcome<ModelRegistry>(EmbeddedRegistry.Registry) : RegistryFile.Load(io.PathOf(path));
}
