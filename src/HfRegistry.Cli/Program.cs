using System.Runtime.InteropServices;
using HfRegistry.Cli;
using HfRegistry.Cli.Output;

using var cancellation = new CancellationTokenSource();

// The first Ctrl+C (or a polite kill) lets the command end cleanly; a second one ends the process as usual.
void Cancel(PosixSignalContext signal)
{
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

using var io = CommandIO.OfProcess();
return await HfRegistryCommand.RunAsync(args, io, cancellation.Token);
