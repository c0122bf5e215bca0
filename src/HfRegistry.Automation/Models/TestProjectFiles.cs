using System.Collections.Immutable;
using System.Text;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Jobs;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.TestProjects;
using HfRegistry.UseCases;
using HfRegistry.Verification;

namespace HfRegistry.Automation.Models;

/// <summary>The test project that goes along with new defaults: the checks of the pull request build against them before anybody merges.</summary>
internal sealed class TestProjectFiles(ActionContext context, BaseBranchSnapshot files, SelectionContext selection)
{
    private const string Mark = "This file is written by `hfregistry action` with each proposal; without this line it is left alone.";
    private const int MostModels = 50;

    /// <summary>Returns the files, when the input asks for them and there are new defaults.</summary>
    /// <returns>The files; or what somebody else wrote in their place.</returns>
    public async Task<(ImmutableArray<DesiredFile> Files, ImmutableArray<Diagnostic> Remarks)> OfAsync(RegistryFacts facts, CancellationToken cancellationToken)
    {
        if (context.Settings.TestProject is not { } folder || await RequestsAsync(facts, cancellationToken) is not { IsEmpty: false } requests)
            return ([], []);
        var project = new TestProject
        {
            Name = TestProject.NameFor(folder.ToString()[(folder.ToString().LastIndexOf('/') + 1)..]),
            PackageVersion = ProductVersion.Text,
            Models = requests,
            RegistryFile = IsFound(folder) ? null : RelativeTo(folder),
            Mark = Mark,
        };
        var written = project.Files(withRunner: files.NearestToFolder(folder, "global.json") is null)
            .Select(file => new DesiredFile(TreePath.Parse($"{folder}/{file.Name}"), file.Text, Matters: false)).ToImmutableArray();
        foreach (var file in written)
        {
            if (await files.FindAsync(file.Path, cancellationToken) is { } theirs && !Encoding.UTF8.GetString(theirs.Content.AsSpan()).Contains(Mark, StringComparison.Ordinal))
                return ([], [DiagnosticCatalog.TestProjectKept.Create(file.Path)]);
        }

        return (written, []);
    }

    // A request that has no answer in the new registry would not build; the pull request says of such a type what is wrong with it.
    private async Task<ImmutableArray<RawRequest>> RequestsAsync(RegistryFacts facts, CancellationToken cancellationToken)
    {
        var unfit = facts.Verified.Where(static one => one.Verdict == CheckVerdict.Failed).Select(static one => one.Request.Type).ToImmutableHashSet();
        var requests = facts.NewDefaults.Select(static change => change.Type).Where(type => !unfit.Contains(type))
            .DistinctBy(static type => ModelNames.Identifier(type.Name), StringComparer.OrdinalIgnoreCase).Take(MostModels).Select(static type => new RawRequest { Include = type.Name }).ToList();
        var resolve = new ResolveUseCase(new ResolverOptions { Registry = facts.After, Context = selection, MaxAge = context.MaxAge }, hub: null, context.Clock);
        var outcomes = await resolve.RunAsync(requests, cancellationToken);
        return [.. requests.Zip(outcomes).Where(static pair => pair.Second.Value is not null).Select(static pair => pair.First)];
    }

    // A build looks for the registry from the project's folder upwards.
    private bool IsFound(TreePath folder)
    {
        var registry = context.Settings.RegistryPath.ToString();
        return registry[(registry.LastIndexOf('/') + 1)..] == Registry.RegistryFile.FileName
            && $"{folder}/".StartsWith(registry[..(registry.LastIndexOf('/') + 1)], StringComparison.Ordinal);
    }

    private string RelativeTo(TreePath folder) =>
        string.Concat(Enumerable.Repeat("../", folder.ToString().Split('/').Length)) + context.Settings.RegistryPath;
}
