using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Ingestion.Catalog;

namespace HfRegistry.Ingestion.Steps;

/// <summary>The reason why an ingestion goes no further.</summary>
/// <param name="Status">How it ends.</param>
/// <param name="Diagnostics">Why, with at least one error.</param>
internal sealed record StepStop(IngestStatus Status, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Gets the Hub's refusal, or null.</summary>
    public HubError? HubError { get; init; }

    /// <summary>Gets the package that is there already, or null.</summary>
    public CatalogPackage? Existing { get; init; }

    /// <summary>Creates a stop of diagnostics: findings refuse the repository, everything else may pass.</summary>
    public static StepStop Of(params ImmutableArray<Diagnostic> diagnostics) => new(
        diagnostics.First(static diagnostic => diagnostic.Severity == Severity.Error).Failure == FailureKind.Finding ? IngestStatus.Refused : IngestStatus.Failed, diagnostics);

    /// <summary>Creates a stop of a request that the Hub refused.</summary>
    public static StepStop Of(HubError error, ModelId id) => Of(HubDiagnostics.Of(error, Consequence.ModelNotIngested, id)) with { HubError = error };
}

/// <summary>The product of a step, or the reason why there is none.</summary>
/// <typeparam name="T">What it produces.</typeparam>
internal readonly record struct StepOutcome<T>
    where T : class
{
    private StepOutcome(T? value, StepStop? stop)
    {
        Value = value;
        Stop = stop;
    }

    /// <summary>Gets what the step produced, or null when <see cref="Stop"/> is not.</summary>
    public T? Value { get; }

    /// <summary>Gets why the ingestion goes no further, or null.</summary>
    public StepStop? Stop { get; }

    /// <summary>Converts a product.</summary>
    public static implicit operator StepOutcome<T>(T value) => new(value, null);

    /// <summary>Converts a stop.</summary>
    public static implicit operator StepOutcome<T>(StepStop stop) => new(null, stop);
}
