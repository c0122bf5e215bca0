using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>
/// The help that the card gives to new users: 0.05 each for 100, 300 and 1,000 words outside of code; 0.10 for a usage section; 0.15
/// for code that loads the model; 0.15 for what to install; 0.15 for intended use and limitations, half each; 0.10 for inputs, outputs or the prompt's format;
/// 0.10 for configuration and tokenizer files; 0.10 for a stated task and library. Without a card 0; unknown when it cannot be read.
/// </summary>
internal static class RampUpMetric
{
    private static readonly ImmutableArray<int> Lengths = [100, 300, 1_000];

    private static readonly Phrases Usage =
    [
        "usage", "how to use", "how to run", "how to get started", "getting started", "get started", "quick start", "quickstart", "using", "example",
        "examples", "inference", "sample code", "code example", "try it", "demo",
    ];

    private static readonly Phrases Loading =
    [
        "from_pretrained", "pipeline(", "AutoModel", "vllm", "llama-cli", "llama_cpp", "llama-server", "ollama", "SentenceTransformer", "hf_hub_download",
        "snapshot_download", "create_model", "mlx_lm", "load_model", "hf_hub:", "from_hub", "sglang",
    ];

    private static readonly Phrases Install =
        ["install", "installation", "installing", "requirements", "dependencies", "prerequisites", "setup", "environment"];

    private static readonly Phrases InstallCommands =
        ["pip install", "conda install", "uv add", "uv pip", "npm install", "brew install", "apt install", "docker pull", "docker run", "cargo add", "dotnet add"];

    private static readonly Phrases Limits =
        ["limitation", "limitations", "bias", "biases", "risks", "out-of-scope use", "out of scope", "caveats", "ethical considerations", "warnings", "known issues"];

    private static readonly Phrases Format =
    [
        "input", "inputs", "output", "outputs", "prompt format", "prompt template", "prompting", "prompt", "chat template", "chat format",
        "instruction format", "input format", "output format", "prompt formats",
    ];

    public static MetricScore Score(ModelFacts facts)
    {
        if (facts.CardUnknownBecause is { } because)
            return MetricScore.Unknown(because);
        if (facts.Card is not { } card)
            return new MetricScore(0, "there is no model card", []);
        return new Tally()
            .Add(0.05m * Lengths.Count(length => card.WordCount >= length), Length(card))
            .Add(0.10m, card.SectionAbout(Usage))
            .Add(0.15m, UsageCode(card, facts.Info.Id))
            .Add(0.15m, card.SectionAbout(Install) ?? InstallCommand(card))
            .Add(0.075m, card.SectionAbout(SectionTitles.IntendedUse))
            .Add(0.075m, card.SectionAbout(Limits))
            .Add(0.10m, card.SectionAbout(Format))
            .Add(0.10m, ModelFiles.HasConfiguration(facts) && ModelFiles.HasVocabulary(facts), "configuration and tokenizer or preprocessor files")
            .Add(0.10m, facts.Info is { PipelineTag: not null, LibraryName: not null }, "the task and the library are stated")
            .Score("the card says nothing that helps to start");
    }

    private static string? Length(ModelCard card) => Lengths.LastOrDefault(length => card.WordCount >= length) is > 0 and var most
        ? string.Create(CultureInfo.InvariantCulture, $"the card has at least {most} words outside of code")
        : null;

    private static string? UsageCode(ModelCard card, ModelId id)
    {
        foreach (var code in card.Code())
        {
            if (Words.Has(code.Text, id.ToString()))
                return "code that names the model";
            if (Loading.In(code.Text) is { } call)
                return $"code that loads the model ({call.TrimEnd('(', ':')})";
        }

        return null;
    }

    private static string? InstallCommand(ModelCard card) =>
        card.Blocks.Select(static block => InstallCommands.In(block.Text)).FirstOrDefault(static command => command is not null) is { } found ? $"'{found}'" : null;
}
