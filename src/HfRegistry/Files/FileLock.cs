using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace HfRegistry.Files;

/// <summary>
/// Keeps other processes from a read-change-write of one file. The lock lives in the system's folder for temporary files,
/// so that it never litters a repository; the system releases it when the process ends, however it ends.
/// </summary>
public sealed class FileLock : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _held;

    private FileLock(FileStream held) => _held = held;

    /// <summary>Waits for the lock of a file.</summary>
    /// <param name="path">The file that is to be changed; it need not exist.</param>
    /// <param name="maxWait">How long to wait for another process.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The lock, or HFR4008 when another process holds it for too long.</returns>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The outcome hands the lock to the caller, who disposes of it.")]
    public static async Task<Outcome<FileLock>> TakeAsync(string path, TimeSpan maxWait, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return new Outcome<FileLock>(await WaitAsync(PathFor(path), maxWait, time, cancellation));
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException && !IsBusy(refused))
        {
            return new Outcome<FileLock>(DiagnosticCatalogue.RegistryNotWritten.At(new SourceLocation(path),
                $"the lock of {Printable.Of(path)} cannot be taken: {Printable.Of(refused.Message)} Check the folder for temporary files and its permissions."));
        }
        catch (IOException)
        {
            return new Outcome<FileLock>(DiagnosticCatalogue.RegistryBusy.At(new SourceLocation(path),
                $"another process has been writing {Printable.Of(path)} for {maxWait.TotalSeconds:0.#} s. {DiagnosticCatalogue.RegistryBusy.Remedy}"));
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

    // A missing folder or a full disk does not pass by waiting.
    private static bool IsBusy(Exception refused) => refused.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation;

    private static FileLock Open(string lockPath)
    {
        try
        {
            return new(new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException) when (File.Exists(lockPath))
        {
            // Another user made it. Whoever may read it can hold it too, so that all users of a machine share one lock.
            return new(new FileStream(lockPath, FileMode.Open, FileAccess.Read, FileShare.None));
        }
    }

    private static string PathFor(string path)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LinkTarget.Of(path))));
        return Path.Combine(Path.GetTempPath(), $"hfregistry-{key}.lock");
    }
}
