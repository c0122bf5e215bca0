using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.NewTest;

/// <summary><c>new-test</c>: the files that were written.</summary>
internal sealed record NewTestDocument(string Project, IReadOnlyList<string> Written) : Document;

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NewTestDocument))]
internal sealed partial class NewTestJson : JsonSerializerContext;
