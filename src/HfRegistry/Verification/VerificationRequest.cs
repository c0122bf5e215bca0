using HfRegistry.Hub;
using HfRegistry.Registry;

namespace HfRegistry.Verification;

/// <summary>The intended use of a model.</summary>
internal sealed record FitnessDemands
{
    /// <summary>Gets nothing in particular.</summary>
    public static FitnessDemands None { get; } = new();

    /// <summary>Gets the canonical name of the task that it has to do, or null.</summary>
    public string? Task { get; init; }

    /// <summary>Gets the canonical name of the framework that it has to have weights for, or null.</summary>
    public string? Framework { get; init; }

    /// <summary>Gets the library that has to load it, as the Hub names it, or null for the model's own.</summary>
    public string? Library { get; init; }
}

/// <summary>A request to verify a model.</summary>
/// <param name="Id">The model, as somebody wrote it down.</param>
/// <param name="Demands">What it has to be fit for.</param>
internal sealed record VerificationRequest(ModelId Id, FitnessDemands Demands)
{
    /// <summary>Gets the type that the model stands for in a registry, or null.</summary>
    public ModelType? Type { get; init; }

    /// <summary>Gets what a registry knows of the model, or null.</summary>
    public ModelRecord? Known { get; init; }
}

/// <summary>The Hub's answer about one model.</summary>
/// <param name="Model">Its facts, or null when <paramref name="Error"/> says why there are none.</param>
/// <param name="Error">Why there are no facts, or null.</param>
/// <param name="AccessError">Why a gated model's content cannot be had with this token; null when it can, and when nobody had to ask.</param>
internal sealed record HubStatement(HubModel? Model, HubError? Error = null, HubError? AccessError = null);
