using System.Text;

namespace Workbench.Tests.Audio;

/// <summary>MP3 made frame by frame: 44,100 Hz, silent.</summary>
internal static class MpegBytes
{
    /// <summary>Samples a channel of a frame.</summary>
    public const int FrameSamples = 1152;

    private static readonly int[] KiloBits = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

    /// <summary>So many frames; without side information a frame is silence, and random bits in its place are noise or nonsense.</summary>
    public static byte[] Frames(int count, int kiloBits = 128, int channels = 1, int sampleRate = 44_100, Random? noise = null) =>
        [.. Enumerable.Range(0, count).SelectMany(_ => Frame(kiloBits, channels, sampleRate, noise))];

    /// <summary>The frame that says how many others follow, and what was put before and after the sound.</summary>
    public static byte[] Tag(int frameCount, int delay = 576, int padding = 529)
    {
        var frame = Frame(128, 1, 44_100, null);
        byte[] tag =
        [
            .. Encoding.ASCII.GetBytes("Xing"), 0, 0, 0, 1, .. SoundBytes.Be32((uint)frameCount), .. Encoding.ASCII.GetBytes("LAME3.100"),
            .. new byte[12], (byte)(delay >> 4), (byte)(delay << 4 | padding >> 8), (byte)padding,
        ];
        tag.CopyTo(frame, 21);
        return frame;
    }

    private static byte[] Frame(int kiloBits, int channels, int sampleRate, Random? noise)
    {
        var frame = new byte[144 * kiloBits * 1000 / sampleRate];
        noise?.NextBytes(frame);
        var rate = sampleRate switch { 44_100 => 0, 48_000 => 1, _ => 2 };
        byte[] header = [0xFF, 0xFB, (byte)(Array.IndexOf(KiloBits, kiloBits) << 4 | rate << 2), (byte)(channels == 1 ? 0xC0 : 0)];
        header.CopyTo(frame, 0);
        return frame;
    }
}
