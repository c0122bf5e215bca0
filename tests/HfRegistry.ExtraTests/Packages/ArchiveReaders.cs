using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using HfRegistry.Ingestion.Packaging;

namespace HfRegistry.ExtraTests.Packages;

/// <summary>
/// Other programs read our archives: <c>unzip</c> and Python by the directory at the end, <c>bsdtar</c> from a pipe by the headers before the contents. The large
/// entry is a sparse file, and the archive goes to a sparse file too.
/// </summary>
[TestClass]
internal sealed class ArchiveReaders : IDisposable
{
    private const long Large = 4_400_873_472;

    private readonly string _folder = Directory.CreateTempSubdirectory("hf").FullName;

    private string Archive => Path.Combine(_folder, "package.zip");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow("unzip -qt {0}")]
    [DataRow("python3 -m zipfile -t {0}")]
    [DataRow("cat {0} | bsdtar -xOf - | wc -c")]
    public async Task Another_program_reads_an_entry_above_4_GiB_and_one_behind_it(string command)
    {
        var zeros = Path.Combine(_folder, "zeros");
        await using (var file = File.Create(zeros))
            file.SetLength(Large);
        await WriteAsync(ZipLayout.Of(Small("hfregistry-package.json"), [ZipEntrySource.OfFile("large.safetensors", Large, await Crc32Async(zeros), zeros), Small("ö/small.txt")]));

        var said = await RunAsync(command);

        if (command.StartsWith("cat", StringComparison.Ordinal))
            Assert.AreEqual(string.Create(CultureInfo.InvariantCulture, $"{Large + 2}"), said.Trim());
    }

    [TestMethod]
    [DataRow("unzip -qt {0}")]
    [DataRow("python3 -m zipfile -t {0}")]
    [DataRow("cat {0} | bsdtar -xOf - | wc -c")]
    public async Task Another_program_reads_70_003_entries(string command)
    {
        await WriteAsync(ZipLayout.Of(Small("hfregistry-package.json"), Enumerable.Range(1, 70_002).Select(static i => Small(string.Create(CultureInfo.InvariantCulture, $"{i % 100}/{i}.txt")))));

        var said = await RunAsync(command);

        if (command.StartsWith("cat", StringComparison.Ordinal))
            Assert.AreEqual("70003", said.Trim());
    }

    private static ZipEntrySource Small(string name) => ZipEntrySource.OfBytes(name, "x"u8.ToArray());

    private static async Task<uint> Crc32Async(string path)
    {
        var hash = new Crc32();
        await using var file = File.OpenRead(path);
        await hash.AppendAsync(file);
        return hash.GetCurrentHashAsUInt32();
    }

    private async Task WriteAsync(ZipLayout layout)
    {
        await using var archive = layout.OpenRead();
        await using var file = new FileStream(Archive, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new byte[1 << 20];
        for (int count; (count = await archive.ReadAsync(buffer)) > 0;)
        {
            // Zeros stay a hole: the archive takes as little of the disk as the file.
            if (buffer.AsSpan(0, count).ContainsAnyExcept((byte)0))
                await file.WriteAsync(buffer.AsMemory(0, count));
            else
                file.Seek(count, SeekOrigin.Current);
        }

        file.SetLength(layout.Length);
    }

    private async Task<string> RunAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-o", "pipefail", "-c", string.Format(CultureInfo.InvariantCulture, command, Archive)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.AreEqual(0, process.ExitCode, await error);
        return output;
    }
}
