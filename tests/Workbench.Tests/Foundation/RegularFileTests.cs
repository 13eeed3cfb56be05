extern alias library;

using System.Diagnostics;
using System.Net.Sockets;
using Workbench.Audio;
using Workbench.Tests.Reference;
using RegularFile = library::Workbench.Foundation.RegularFile;

namespace Workbench.Tests.Foundation;

public sealed class RegularFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_and_links_to_them_are_opened_whether_empty_or_not()
    {
        var (song, empty) = (folder.Write("song", "la"), folder.Write("empty", ""));
        using (var stream = RegularFile.TryOpen(song, 4096, out _)!)
            Assert.Equal(2, stream.Length);
        Assert.Null(RegularFile.Refusal(empty));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        File.CreateSymbolicLink(folder.File("link"), song);
        File.CreateSymbolicLink(folder.File("link to a link"), folder.File("link"));
        Assert.Null(RegularFile.Refusal(folder.File("link to a link")));
    }

    [Fact]
    public void What_is_absent_and_a_folder_are_refused_with_the_reason()
    {
        Assert.Equal("is a folder; name a file.", RegularFile.Refusal(folder.Path));
        Assert.Equal("no such file.", RegularFile.Refusal(folder.File("absent")));
        Assert.Equal("no such file.", RegularFile.Refusal(Path.Combine(folder.Path, "no", "folder")));
        Assert.Equal("no such file.", RegularFile.Refusal(""));
        Assert.Null(RegularFile.TryOpen(folder.File("absent"), 4096, out var reason));
        Assert.Equal("no such file.", reason);
    }

    [Fact(Timeout = 60_000)] // opening a pipe that nobody writes to waits for ever
    public async Task Pipes_sockets_and_devices_are_never_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there they have no place among files");
        using var process = Process.Start("mkfifo", [folder.File("pipe.wav")]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(folder.File("link"), folder.File("pipe.wav"));
        File.CreateSymbolicLink(folder.File("broken"), folder.File("absent"));
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder.File("socket")));
        const string Remedy = ", and only files are read. Write what it gives to a file, and name that.";
        Assert.Equal($"is a pipe{Remedy}", RegularFile.Refusal(folder.File("pipe.wav")));
        Assert.Equal($"is a pipe{Remedy}", RegularFile.Refusal(folder.File("link")));
        Assert.Equal($"is a socket{Remedy}", RegularFile.Refusal(folder.File("socket")));
        Assert.Equal($"is a device{Remedy}", RegularFile.Refusal("/dev/zero"));
        Assert.EndsWith("absent, which is no file.", RegularFile.Refusal(folder.File("broken")), StringComparison.Ordinal);
        Assert.Equal($"is a pipe{Remedy}", Assert.Throws<UnreadableAudioException>(
            () => AudioFile.Read(folder.File("pipe.wav"), TestContext.Current.CancellationToken)).Reason);
    }
}
