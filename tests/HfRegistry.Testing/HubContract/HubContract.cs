using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HfRegistry.Hub;

namespace HfRegistry.Testing;

/// <summary>
/// What we believe of the Hub, as questions that anybody may ask it. <see cref="LocalHub"/> answers them so in every test run; the live suite asks the
/// real one, whose drift would make our tests prove the wrong thing.
/// </summary>
internal static partial class HubContract
{
    private const string Bert = "google-bert/bert-base-uncased";
    private const string Llama = "meta-llama/Llama-3.1-8B-Instruct";
    private const int PageLimit = 1_000;

    /// <summary>The questions.</summary>
    public static ImmutableArray<Assumption> Questions { get; } =
    [
        new("A listing has the default members and no heavy ones", "/api/models?sort=downloads&limit=2", 200,
            Assume.RowCount(2), Assume.Rows("_id id modelId likes downloads private tags createdAt", "sha siblings safetensors config gated cardData"), Assume.Descending("downloads")),
        new("A page links to the next one on the same host", "/api/models?sort=downloads&limit=2&expand=downloads", 200, Assume.RowCount(2), Assume.NextLink),
        new("A page holds a thousand rows at most", "/api/models?sort=downloads&limit=5000&expand=downloads", 200, Assume.RowCount(PageLimit), Assume.NextLink),
        new("Expanded rows have what was asked for and nothing else", "/api/models?sort=downloads&limit=2&expand=sha&expand=gated", 200,
            Assume.RowCount(2), Assume.RowsExactly("_id id sha gated")),
        new("A fact that cannot be expanded is refused with those that can", "/api/models?expand=_id", 400,
            [Assume.Error("\"expand\" must be one of ["), .. HubModelQuery.RegistryFacts.Select(Assume.Error)]),
        new("A filter that nothing meets gives an empty list", "/api/models?filter=no-model-has-this-tag-0123456789", 200, Assume.RowCount(0), Assume.NoHeader("Link")),
        new("A model's facts have the members that the registry keeps", $"/api/models/{Bert}", 200,
            Assume.Object("_id id sha lastModified createdAt gated disabled private tags downloads likes siblings config safetensors"), Assume.Member("gated", "false")),
        new("With blobs the files have sizes", $"/api/models/{Bert}?blobs=true", 200, Assume.FileSizes),
        new("A model's former id redirects within the host and keeps the query", "/api/models/bert-base-uncased?expand=downloads", 307,
            Assume.Header("Location", MovedBert())),
        new("An id in the wrong case redirects too", "/api/models/Google-BERT/bert-base-uncased?expand=downloads", 307, Assume.Header("Location", MovedBert())),
        new("A model that does not exist looks private to a stranger", "/api/models/google-bert/no-such-model-0123456789", 401,
            Assume.NoHeader("X-Error-Code"), Assume.Header("X-Error-Message", HiddenMessage()), Assume.Error("Invalid username or password.")),
        new("A wrong token closes a public model and is named", $"/api/models/{Bert}", 401, Assume.Header("X-Error-Message", BadTokenMessage())) { Token = "hf_thisisnotatoken" },
        new("A missing revision has an error code", $"/api/models/{Bert}/revision/no-such-branch", 404, Assume.Header("X-Error-Code", NoRevision())),
        new("A gated model tells its facts to everybody", $"/api/models/{Llama}?expand=gated", 200, Assume.Member("gated", "\"auto\"", "\"manual\"")),
        new("A gated model's files are refused with a code", $"/{Llama}/resolve/main/config.json", 401, Assume.Header("X-Error-Code", GatedCode())) { Bucket = "resolvers" },
        new("A tree lists files with sizes and hashes", $"/api/models/{Bert}/tree/main", 200, Assume.Rows("type path size oid", "")),
    ];

    /// <summary>A local Hub with the models that the questions are about.</summary>
    public static Task<LocalHub> StartLocalHubAsync() => LocalHub.StartAsync(
    [
        LocalModel.Of(Bert, "bert", downloads: 60_000_000) with
        {
            FormerIds = ["bert-base-uncased"],
            PipelineTag = "fill-mask",
            ParameterCount = 110_106_428,
            Files = [new HubFile("config.json", 570), new HubFile("model.safetensors", 440_449_768)],
        },
        LocalModel.Of(Llama, "llama", downloads: 5_000_000) with { Gating = Gating.Manual, Files = [new HubFile("config.json", 855)] },
        .. Enumerable.Range(0, PageLimit).Select(static i => LocalModel.Of($"somebody/model-{i}", "bert", PageLimit - i)),
    ], new LocalHubOptions());

    [GeneratedRegex(@"^/api/models/google-bert/bert-base-uncased\?expand=downloads$")]
    private static partial Regex MovedBert();

    [GeneratedRegex(@"^Invalid username or password\.$")]
    private static partial Regex HiddenMessage();

    [GeneratedRegex("^Invalid credentials in Authorization header$")]
    private static partial Regex BadTokenMessage();

    [GeneratedRegex("^RevisionNotFound$")]
    private static partial Regex NoRevision();

    [GeneratedRegex("^GatedRepo$")]
    private static partial Regex GatedCode();
}
