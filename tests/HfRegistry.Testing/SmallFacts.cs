using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Snapshots;

namespace HfRegistry.Testing;

/// <summary>The facts of a model that was made up for tests.</summary>
internal static class SmallFacts
{
    private const string Card = """
        ---
        license: apache-2.0
        ---
        # Zebra
        ## Usage
        ```python
        from transformers import pipeline
        pipe = pipeline("fill-mask", "acme-lab/zebra-base")
        ```
        ## Limitations
        It was trained on the striped half of the savannah alone.
        ## Evaluation
        | Task | Accuracy |
        |---|---|
        | MNLI matched | 84.5 |

        The training code is at https://github.com/acme-lab/zebra.
        """;

    /// <summary>The snapshot.</summary>
    public static ModelSnapshot Zebra => new()
    {
        AskedId = ModelId.Parse("acme-lab/zebra-base"),
        TakenAt = new DateTimeOffset(2026, 8, 22, 12, 0, 0, TimeSpan.Zero),
        Info = Fact.Known(new HubModel
        {
            Id = ModelId.Parse("acme-lab/zebra-base"),
            Sha = Revision.Parse("0123456789abcdef0123456789abcdef01234567"),
            PipelineTag = "fill-mask",
            LibraryName = "transformers",
            CardData = """{"license":"apache-2.0","datasets":["acme-lab/stripes"]}""",
            ParametersByDtype = ImmutableSortedDictionary<string, long>.Empty.Add("F32", 110_000_000),
            Files = [new HubFile("README.md", 600), new HubFile("config.json", 500), new HubFile("model.safetensors", 440_000_000), new HubFile("tokenizer.json", 700_000)],
        }),
        Card = Fact.Known(Card.ReplaceLineEndings("\n")),
        History = Fact.Known(new CommitHistory([Commit(2, "Train on stripes of both sexes", "ann"), Commit(1, "initial commit", "bob")], IsComplete: true)),
        Datasets = [new DeclaredDataset("acme-lab/stripes", Fact.Absent<HubDataset>())],
    };

    private static HubCommit Commit(int day, string title, string author) =>
        new(Revision.Parse($"{day}".PadLeft(40, '0')), title, new DateTimeOffset(2026, 8, day, 0, 0, 0, TimeSpan.Zero), [author]);
}
