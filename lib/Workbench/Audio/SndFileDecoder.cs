using System.Runtime.InteropServices;
using System.Text;

namespace Workbench.Audio;

/// <summary>
/// MP3, FLAC, Ogg Vorbis, Opus and more in process through libsndfile (1.1 or later for MP3).
/// The only file with native calls of this library: the functions are bound by hand, because the library's name and its
/// opening function differ from system to system, and because its absence is no error.
/// </summary>
/// <remarks>
/// MP3 comes out as ffmpeg gives it: encoder delay and padding are trimmed where the file states them (LAME/Xing header), and overshoot
/// above 1.0 is kept. It reads no further than the length that it guesses of an MP3 from the bit rate of its first frames, or is told by
/// its header: <see cref="SoundLength"/> tells where that is too short. Of damaged MP3 the library prints notes of its own to stderr, which
/// cannot be turned off (libsndfile issue 958).
/// </remarks>
internal sealed unsafe class SndFileDecoder : IAudioDecoder
{
    private const int ReadMode = 0x10, BlockFrames = 16384;

    private static readonly string[] LibraryNames =
        OperatingSystem.IsWindows() ? ["sndfile.dll", "libsndfile-1.dll", "libsndfile.dll"]
        : OperatingSystem.IsMacOS()
            ? ["libsndfile.1.dylib", "libsndfile.dylib", "/opt/homebrew/lib/libsndfile.1.dylib", "/usr/local/lib/libsndfile.1.dylib",
                "/opt/local/lib/libsndfile.1.dylib"]
        : ["libsndfile.so.1", "libsndfile.so"];

    /// <summary>The library keeps the error of a failed opening in one place for all threads.</summary>
    private readonly Lock opening = new();

    private readonly delegate* unmanaged[Cdecl]<byte*, int, SoundInfo*, nint> open;
    private readonly delegate* unmanaged[Cdecl]<char*, int, SoundInfo*, nint> openWide;
    private readonly delegate* unmanaged[Cdecl]<nint, float*, long, long> read;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*> errorText;
    private readonly delegate* unmanaged[Cdecl]<nint, int> close;

    private SndFileDecoder()
    {
        var library = LibraryNames.Select(n => NativeLibrary.TryLoad(n, typeof(SndFileDecoder).Assembly, null, out var handle) ? handle : 0)
            .FirstOrDefault(h => h != 0);
        if (library == 0)
            return;
        if (OperatingSystem.IsWindows())
            openWide = (delegate* unmanaged[Cdecl]<char*, int, SoundInfo*, nint>)NativeLibrary.GetExport(library, "sf_wchar_open");
        open = (delegate* unmanaged[Cdecl]<byte*, int, SoundInfo*, nint>)NativeLibrary.GetExport(library, "sf_open");
        read = (delegate* unmanaged[Cdecl]<nint, float*, long, long>)NativeLibrary.GetExport(library, "sf_readf_float");
        errorText = (delegate* unmanaged[Cdecl]<nint, byte*>)NativeLibrary.GetExport(library, "sf_strerror");
        close = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "sf_close");
    }

    /// <summary>The one instance; the library is loaded at first use.</summary>
    public static SndFileDecoder Instance { get; } = new();

    public string Name => "libsndfile";

    public bool IsInstalled => close != null;

    public bool IsBuiltIn => false;

    public bool MayRead(AudioFormat format) => true;

    public bool TryDecode(string path, AudioFormat format, SampleSink sink, CancellationToken token, out string reason)
    {
        var file = Open(path, out var info, out reason);
        if (file == 0)
            return false;
        try
        {
            sink.Begin(info.SampleRate, info.ChannelCount);
            var block = new float[BlockFrames * info.ChannelCount];
            fixed (float* target = block)
            {
                while (read(file, target, BlockFrames) is var frames and > 0)
                {
                    token.ThrowIfCancellationRequested();
                    sink.Append(block.AsSpan(0, (int)frames * info.ChannelCount));
                }
            }
            reason = "no samples could be decoded";
            return sink.SampleCount > 0;
        }
        finally
        {
            _ = close(file);
        }
    }

    private nint Open(string path, out SoundInfo info, out string reason)
    {
        lock (opening)
        {
            var found = default(SoundInfo);
            nint file;
            if (openWide != null)
                fixed (char* name = path)
                    file = openWide(name, ReadMode, &found);
            else
                fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
                    file = open(name, ReadMode, &found);
            info = found;
            reason = file == 0 ? Marshal.PtrToStringUTF8((nint)errorText(0)) ?? "unknown error" : "";
            return file;
        }
    }

    /// <summary>SF_INFO of sndfile.h.</summary>
    private struct SoundInfo
    {
        public long FrameCount;
        public int SampleRate;
        public int ChannelCount;
        public int Format;
        public int SectionCount;
        public int IsSeekable;
    }
}
