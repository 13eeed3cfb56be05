using Microsoft.AspNetCore.Http;
using Workbench.Foundation;

namespace Workbench.Cli.Ui;

/// <summary>Songs as browsers play them: the file as it is, any part of it that is asked for.</summary>
internal static class SoundFile
{
    /// <summary>By the ends of names. Others, AIFF and WMA among them, no browser or not every one plays.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".mp3"] = "audio/mpeg", [".mpga"] = "audio/mpeg",
        [".wav"] = "audio/wav", [".wave"] = "audio/wav",
        [".flac"] = "audio/flac",
        [".ogg"] = "audio/ogg", [".oga"] = "audio/ogg", [".opus"] = "audio/ogg",
        [".m4a"] = "audio/mp4", [".m4b"] = "audio/mp4", [".mp4"] = "audio/mp4", [".aac"] = "audio/aac",
        [".webm"] = "audio/webm", [".weba"] = "audio/webm",
    };

    /// <summary>What a browser is told of a file; null if it would not play it.</summary>
    public static string? TypeOf(string path) => Types.GetValueOrDefault(Path.GetExtension(path));

    /// <summary>Sends a file, or the range of it that is asked for.</summary>
    /// <param name="path">
    /// What a dataset names. A folder of runs may come from somebody else, so that not whatever is named is sent, but sound.
    /// </param>
    /// <exception cref="UiRefusal">It is no sound that browsers play, or is no longer there.</exception>
    public static IResult Send(string path)
    {
        if (TypeOf(path) is not { } type)
            throw new UiRefusal(StatusCodes.Status415UnsupportedMediaType,
                $"Browsers do not play files like {Path.GetFileName(path)}; open it with another program.");
        return RegularFile.TryOpen(path, bufferSize: 1 << 16, out var reason) is { } file
            ? TypedResults.Stream(file, type, lastModified: File.GetLastWriteTimeUtc(path), enableRangeProcessing: true)
            : throw UiRefusal.NotFound($"{path} {reason} Move the dataset back to where it was.");
    }
}
