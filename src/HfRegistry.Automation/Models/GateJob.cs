using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Documents;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.UseCases;

namespace HfRegistry.Automation.Models;

/// <summary>The job <c>gate</c>: judges the models that builds of the repository use by its <c>gate</c> section. It proposes nothing.</summary>
internal sealed class GateJob(ActionContext context) : IActionJob
{
    /// <summary>The Hub is asked about four times for each model that nobody has scored lately.</summary>
    private const int MaxModels = 100;

    private ActionSettings Settings => context.Settings;

    public string Name => JobNames.Gate;

    public bool Proposes => false;

    public async Task<JobProposal> RunAsync(BaseBranchSnapshot files, CancellationToken cancellationToken)
    {
        var registry = await files.ParseAsync(Settings.RegistryPath, RegistryFile.Parse, ModelRegistry.Empty, cancellationToken);
        var configuration = await files.ConfigurationOfAsync(Settings.RegistryPath, cancellationToken);
        if (registry.Value is not { } known || configuration.Value is not { } rules)
            return JobProposal.Failed(Name, [.. registry.Diagnostics, .. configuration.Diagnostics]);
        if (rules.Gate == GateSettings.None)
            return NothingDemanded(files, [.. registry.Diagnostics, .. configuration.Diagnostics]);
        var locks = await BaseBranchLocks.ReadAsync(files, Settings.RegistryPath, cancellationToken);
        if (locks.Diagnostics.Any(static told => told.Severity == Severity.Error))
            return JobProposal.Failed(Name, locks.Diagnostics);

        ImmutableArray<GatedModel> locked = [.. locks.Read.SelectMany(one => one.Lock.Entries.Select(entry => new GatedModel(entry.Id, one.Place)))];
        var used = GatedModels.Of(locked, known, Settings.Types, files.PlaceOf(Settings.RegistryPath));
        var documents = await BaseBranchDocuments.ReadAsync(files, Settings.MofFolder, cancellationToken);
        if (documents.Refusal is { } refusal && used.Any(model => GateUseCase.RulesFor(new GateSubject(model.Id), demands: null, run: null, rules.Gate).MinMofClass is not null))
            return JobProposal.Failed(Name, [refusal]);
        var workspace = context.WorkspaceOf(rules, known);
        using var hub = context.Connect(workspace);
        ImmutableArray<GateRequest> requests = [.. used.Take(MaxModels).Select(model => new GateRequest(model.Id, MofClass: (int?)documents.ClassOf(model.Id)))];
        var verdicts = await new GateUseCase(workspace.ResolverOptions(ResolutionMode.Auto, timeout: null), hub, context.Clock).RunAsync(requests, run: null, rules.Gate, cancellationToken);
        ImmutableArray<GatedModel> judged = [.. used.Zip(verdicts, static (model, judged) => model with { Gathered = judged.Gathered, Verdict = judged.Verdict })];
        return ProposalOf(judged, files, [.. registry.Diagnostics, .. configuration.Diagnostics, .. locks.Diagnostics, .. documents.Remarks, .. NotJudged(used.Length)]);
    }

    private JobProposal ProposalOf(ImmutableArray<GatedModel> judged, BaseBranchSnapshot files, ImmutableArray<Diagnostic> told)
    {
        var failed = judged.Where(static model => model.IsFailed).ToList();
        var unknown = judged.Count(static model => model.IsUnknown);
        var headline = string.Create(
            CultureInfo.InvariantCulture,
            $"{judged.Length} models checked: {judged.Length - failed.Count - unknown} pass the gate, {failed.Count} do not{(unknown == 0 ? "" : $", {unknown} could not be checked because the Hub did not answer")}.");
        return JobProposal.For(Name, files) with
        {
            Asked = judged.Length,
            Changes = failed.Count,
            Unanswered = unknown,
            NeedsReview = failed.Count,
            Headline = headline,
            Text = [new BodySection("the gate", $"### Gate\n\n{headline}", 100), .. GatedModels.Tables(judged, context.Environment.Endpoint)],
            Diagnostics = [.. told, .. judged.Select(static model => GateDiagnostics.Trouble(model.Gathered!, new SourceLocation(model.Place))).OfType<Diagnostic>(),
                .. judged.Select(static model => GateDiagnostics.Unchecked(model.Verdict!, new SourceLocation(model.Place))).OfType<Diagnostic>()],
            Findings = [.. failed.SelectMany(static model => GateDiagnostics.Of(model.Verdict!, new SourceLocation(model.Place), Severity.Error))],
            IsPartial = unknown > 0,
        };
    }

    // A repository that never asked for a gate is not failed by one.
    private JobProposal NothingDemanded(BaseBranchSnapshot files, ImmutableArray<Diagnostic> told)
    {
        const string headline = "No model was checked: hfregistry.json has no section `gate`.";
        return JobProposal.For(Name, files) with
        {
            Asked = 0,
            Changes = 0,
            Unanswered = 0,
            NeedsReview = 0,
            Headline = headline,
            Text = [new BodySection("the gate", $"### Gate\n\n{headline}", 100)],
            Diagnostics = told,
        };
    }

    private static IEnumerable<Diagnostic> NotJudged(int used)
    {
        if (used > MaxModels)
        {
            yield return DiagnosticCatalog.ModelsNotJudged.Create(used, MaxModels);
        }
    }
}
