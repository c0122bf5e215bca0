using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Verification;

namespace HfRegistry.Tests.Verification;

/// <summary>Facts and checks as the tests of this room want them.</summary>
internal static class Verified
{
    public static readonly ModelId Id = ModelId.Parse("acme/bert-base");

    public static readonly SelectionContext Context = new();

    /// <summary>A model with nothing wrong about it.</summary>
    public static readonly HubModel Sound = new()
    {
        Id = Id,
        HubId = new string('a', 24),
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        ModelType = "bert",
        Architectures = ["BertForMaskedLM"],
        Gating = Gating.Open,
        LastModified = new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero),
        Files = Files("config.json", "model.safetensors", "tokenizer.json"),
    };

    public static ImmutableArray<HubFile> Files(params string[] paths) => [.. paths.Select(path => new HubFile(path))];

    public static ModelVerification Of(HubModel model, FitnessDemands? demands = null, ModelRecord? known = null, HubError? accessError = null, ModelId? asked = null) =>
        ModelVerification.Of(new VerificationRequest(asked ?? Id, demands ?? FitnessDemands.None) { Known = known }, new HubStatement(model, AccessError: accessError), Context);

    public static ModelVerification Refused(HubError error, ModelRecord? known = null) =>
        ModelVerification.Of(new VerificationRequest(Id, FitnessDemands.None) { Known = known }, new HubStatement(null, error), Context);

    /// <summary>One check, as its verdict and its reason.</summary>
    public static (CheckVerdict Verdict, string Reason) Check(this ModelVerification verification, string name)
    {
        var check = verification.Checks.Single(check => check.Name == name);
        return (check.Verdict, check.Reason);
    }
}
