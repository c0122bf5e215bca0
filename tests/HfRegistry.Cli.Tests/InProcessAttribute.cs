namespace HfRegistry.Cli.Tests;

/// <summary>A test whose scene cannot be given to another process: with <see cref="PublishedBinary"/> it is skipped, and counted as that.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class InProcessAttribute : ConditionBaseAttribute
{
    public InProcessAttribute(string because)
        : base(ConditionMode.Include)
    {
        Because = because;
        IgnoreMessage = $"Not on the published binary: {because}.";
    }

    /// <summary>What a process cannot be given.</summary>
    public string Because { get; }

    public override string GroupName => nameof(InProcessAttribute);

    public override bool IsConditionMet => PublishedBinary.Path is null;
}
