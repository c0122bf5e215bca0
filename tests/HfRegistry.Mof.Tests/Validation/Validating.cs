using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Validation;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Validation;

/// <summary>Validates texts as files of a collection.</summary>
internal static class Validating
{
    private static readonly Task<MofSchema> Schema = MofSchema.BuiltInAsync();

    /// <summary>A document that has nothing wrong with it.</summary>
    public const string Right = """
        framework:
          name: Model Openness Framework
          version: '1.0'
          date: '2024-12-15'
        release:
          name: right
          version: 7B
          date: '2025-01-15'
          type: language
          architecture: transformer decoder
          origin: ''
          producer: Example Lab
          contact: ''
          repository: https://github.com/example-lab/right
          huggingface: https://huggingface.co/example-lab/right
          license:
            distribution:
              name: Apache-2.0
              path: LICENSE
          components:
            -
              name: Model card
              description: What it is for
              license: CC-BY-4.0

        """;

    /// <summary>What is found in the right document after one replacement, as <c>CODE line,column</c>.</summary>
    public static async Task<IReadOnlyList<string>> FoundAfterAsync(string old, string with, RuleSeverities? severities = null)
    {
        Assert.Contains(old, Right, $"the document has no '{old}'");
        return [.. (await ValidateAsync(Right.Replace(old, with, StringComparison.Ordinal), severities: severities)).Diagnostics.Select(Describe)];
    }

    public static async Task<MofValidation> ValidateAsync(string text, string path = "/models/right.yml", RuleSeverities? severities = null)
    {
        var validator = new MofValidator(await Schema, severities ?? RuleSeverities.Usual, new FakeClock());
        return validator.ValidateAlone(MofDocumentReader.Parse(text, path), path);
    }

    public static string Describe(Diagnostic diagnostic) => $"{diagnostic.Code} {diagnostic.Location!.Line},{diagnostic.Location.Column}";
}
