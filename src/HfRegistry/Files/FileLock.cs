using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.Files;

/// <summary>
/// Keeps other processes from a read-change-write of one file. The lock is a hidden file beside the file itself, so that everyone who can replace the
/// file meets it: through a linked folder, from another container, and whatever the temporary folder is. It is deleted with its release, and the system
/// releases it when the process ends, however it ends; what a killed process leaves is taken over by the next one.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _held;

    private FileLock(FileStream held) => _held = held;

    /// <summary>Waits for the lock of a file.</summary>
    /// <param name="path">The file that is to be changed; it need not exist, its folder must.</param>
    /// <param name="maxWait">How long to wait for another process.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The lock; HFR4008 when another process holds it for too long, HFR4007 when the folder cannot be written.</returns>
    public static Task<Outcome<FileLock>> TakeAsync(string path, TimeSpan maxWait, TimeProvider time, CancellationToken cancellation) =>
        TakeAsync(path, DiagnosticCatalog.RegistryNotWritten, maxWait, time, cancellation);

    /// <summary>Waits for the lock of a file of any kind.</summary>
    /// <param name="path">The file that is to be changed; it need not exist, its folder must.</param>
    /// <param name="notWritten">The diagnostic for a folder that cannot be written.</param>
    /// <param name="maxWait">How long to wait for another process.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The outcome hands the lock to the caller, who disposes of it.")]
    internal static async Task<Outcome<FileLock>> TakeAsync(
        string path, DiagnosticDescriptor notWritten, TimeSpan maxWait, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return new Outcome<FileLock>(await WaitAsync(PathFor(path), maxWait, time, cancellation));
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused) && !IsBusy(refused))
        {
            return new Outcome<FileLock>(AtomicFile.NotWritten(path, notWritten, refused));
        }
        catch (IOException)
        {
            return new Outcome<FileLock>(DiagnosticCatalog.RegistryBusy.Create(new SourceLocation(path), path, maxWait.TotalSeconds));
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _held.Dispose();

    private static async Task<FileLock> WaitAsync(string lockPath, TimeSpan maxWait, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return Open(lockPath);
            }
            catch (IOException refused) when (IsBusy(refused) && time.GetElapsedTime(started) < maxWait)
            {
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }

    /// <summary>Returns whether another process holds the file. A missing folder or a full disk does not pass by waiting.</summary>
    internal static bool IsBusy(Exception refused) => refused.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation;

    private static FileLock Open(string lockPath)
    {
        try
        {
            return new(OpenAlone(lockPath, FileAccess.ReadWrite));
        }
        catch (UnauthorizedAccessException) when (File.Exists(lockPath))
        {
            // A process of another user was killed and left it. Who may read a file can hold it too.
            return new(OpenAlone(lockPath, FileAccess.Read));
        }
    }

    // With these options together .NET checks, once the file is its own, that the path still names it: nobody holds a file that its last holder deleted.
    private static FileStream OpenAlone(string lockPath, FileAccess access) =>
        new(lockPath, FileMode.OpenOrCreate, access, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);

    private static string PathFor(string path)
    {
        var target = SymbolicLink.Resolve(path);
        return Path.Combine(Path.GetDirectoryName(target)!, $"{SiblingName.PrefixOf(target)}lock");
    }
}
