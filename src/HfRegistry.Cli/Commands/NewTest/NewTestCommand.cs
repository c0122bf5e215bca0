using System.Collections.Immutable;
using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.TestProjects;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.NewTest;

/// <summary><c>new-test</c>: writes a test project over models.</summary>
internal static class NewTestCommand
{
    public static Command Create(CommandIO io)
    {
        var types = new Option<string[]>("--type", "--model-type")
        {
            Description = "A model type to test; may be given again.",
            HelpName = "TYPE",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var output = new Option<string>("--output", "-o") { Description = "The project's folder; made when it is not there.", HelpName = "DIR", Required = true };
        var force = new Option<bool>("--force") { Description = "Overwrite files that are there." };
        var demands = new RequestOptions();
        var command = new Command("new-test", "Write an MSTest project with HfModel items and a data-driven test over them.")
        {
            types, demands.Task, demands.Hardware, demands.Framework, output, force,
        };
        return command.WithWorkspace(io, static _ => null, async (parsed, workspace, answer, cancellationToken) =>
        {
            // The build names a model's class without its owner: two requests of one name would be one class twice.
            var requests = parsed.GetRequiredValue(types).DistinctBy(ModelAliases.DefaultOf, StringComparer.OrdinalIgnoreCase).Select(type => new RawRequest
            {
                Include = type,
                Task = parsed.GetValue(demands.Task),
                Hardware = parsed.GetValue(demands.Hardware),
                Framework = parsed.GetValue(demands.Framework),
            });
            return await WriteAsync(
                workspace, [.. requests], io.PathOf(parsed.GetRequiredValue(output)), parsed.GetValue(force), answer, cancellationToken);
        });
    }

    private static async Task<int> WriteAsync(
        Workspace workspace, ImmutableArray<RawRequest> requests, string folder, bool overwrite, CommandOutput answer, CancellationToken cancellationToken)
    {
        // The project's own build resolves offline; a request without an answer there would not build.
        var outcomes = await workspace.ResolveAsync(requests, ResolutionMode.Offline, timeout: null, cancellationToken);
        if (outcomes.Any(static outcome => outcome.Value is null))
            return answer.WriteErrors([.. outcomes.Where(static outcome => outcome.Value is null).SelectMany(static outcome => outcome.Diagnostics)]);

        var project = new TestProject
        {
            Name = TestProject.NameFor(new DirectoryInfo(folder).Name),
            PackageVersion = ProductVersion.Text,
            Models = requests,
            Task = requests[0].Task is null ? null : outcomes[0].Value!.Task,
        };
        var withRunner = !HasRunner(folder);
        var (written, problem) = TestProjectWriter.Write(folder, project.Files(withRunner), overwrite, answer.IO.Clock);
        if (problem is not null)
            return answer.WriteErrors([problem]);
        var paths = written.Select(static path => TextSanitizer.Sanitize(path, int.MaxValue)).ToList();
        answer.Write(new NewTestDocument(paths[0], paths), static () => NewTestJson.Default.NewTestDocument, WriteText);
        return ExitCode.Done;
    }

    /// <summary>Returns whether a global.json at or above the folder decides already how tests are run there.</summary>
    private static bool HasRunner(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "global.json")))
                return true;
        }

        return false;
    }

    private static void WriteText(NewTestDocument project, CommandIO io)
    {
        foreach (var path in project.Written)
            io.Out.WriteLine(path);
        io.Out.WriteLine($"Run it: dotnet run --project {project.Project}");
        io.Out.WriteLine("HfRegistry.Build is on no package feed yet: in its clone run `dotnet pack src/HfRegistry.Build -o FOLDER`, then `dotnet nuget add source FOLDER`. Where a NuGet.config maps packages to sources, map HfRegistry.Build to that folder.");
    }
}
