using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.Retry;

namespace HfRegistry.Http;

/// <summary>One reason to repeat a request: after which failures, how often, and when.</summary>
/// <typeparam name="T">The result of an attempt. A failed one returns its error or throws it.</typeparam>
/// <param name="MaxRepetitions">The number of repetitions; 0 for none.</param>
/// <param name="ErrorOf">Returns the error of an attempt, or null.</param>
/// <param name="IsRepeatable">Returns whether a repetition may succeed. It is asked once after each attempt.</param>
internal sealed record RetryPolicy<T>(int MaxRepetitions, Func<Polly.Outcome<T>, RequestError?> ErrorOf, Func<Polly.Outcome<T>, bool> IsRepeatable)
{
    /// <summary>Gets the wait that the server asks for, or null when it does not say: then the wait is 1, 2, 4, … seconds.</summary>
    public Func<Polly.Outcome<T>, TimeSpan?> AskedWait { get; init; } = static _ => null;

    /// <summary>Gets the longest wait that the server did not ask for.</summary>
    public TimeSpan MaxBackoff { get; init; } = RetryChain.MaxBackoff;

    /// <summary>Gets what hears of each wait before it begins.</summary>
    public required Action<TimeSpan, RequestError> OnWait { get; init; }
}

/// <summary>The chain of retry policies that the clients of the Hub and of GitHub send their requests through.</summary>
internal static class RetryChain
{
    private const int MaxDoublings = 10;

    /// <summary>Gets the longest wait that a server did not ask for, where a policy names no other.</summary>
    public static TimeSpan MaxBackoff { get; } = TimeSpan.FromSeconds(16);

    /// <summary>Returns the wait before a repetition, counted from 0: 1, 2, 4, … seconds.</summary>
    public static TimeSpan Backoff(int repetition, TimeSpan max) =>
        TimeSpan.FromSeconds(Math.Min(1 << Math.Min(repetition, MaxDoublings), max.TotalSeconds));

    /// <summary>Creates the chain of policies, the outermost first.</summary>
    /// <typeparam name="T">The outcome of a request; Polly asks the trimmer to keep all of it.</typeparam>
    public static ResiliencePipeline<T> Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(TimeProvider clock, params ReadOnlySpan<RetryPolicy<T>> policies)
    {
        var chain = new ResiliencePipelineBuilder<T> { TimeProvider = clock };
        foreach (var policy in policies)
        {
            if (policy.MaxRepetitions > 0)
                chain.AddRetry(StrategyOf(policy));
        }

        return chain.Build();
    }

    private static RetryStrategyOptions<T> StrategyOf<T>(RetryPolicy<T> policy) => new()
    {
        MaxRetryAttempts = policy.MaxRepetitions,
        ShouldHandle = args => ValueTask.FromResult(policy.IsRepeatable(args.Outcome)),
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(policy.AskedWait(args.Outcome) ?? Backoff(args.AttemptNumber, policy.MaxBackoff)),
        OnRetry = args =>
        {
            if (policy.ErrorOf(args.Outcome) is { } error)
                policy.OnWait(args.RetryDelay, error);
            return ValueTask.CompletedTask;
        },
    };
}

/// <summary>The rest of the time that rate limits may cost.</summary>
internal sealed class WaitBudget(TimeSpan total)
{
    private TimeSpan _left = total;

    /// <summary>Spends a wait, or says that it is more than what is left.</summary>
    public bool TrySpend(TimeSpan wait)
    {
        if (wait > _left)
            return false;
        _left -= wait;
        return true;
    }
}
