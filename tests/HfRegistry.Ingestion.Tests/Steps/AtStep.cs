using HfRegistry.Ingestion.Steps;

namespace HfRegistry.Ingestion.Tests.Steps;

/// <summary>Does something once, when a step begins.</summary>
internal sealed class AtStep(IngestStep step, Action act) : IProgress<IngestProgress>
{
    private bool _isDone;

    public void Report(IngestProgress value)
    {
        if (_isDone || value.Step != step)
            return;
        _isDone = true;
        act();
    }
}
