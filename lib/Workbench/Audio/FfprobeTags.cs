using System.Text.Json;

namespace Workbench.Audio;

/// <summary>Tags of the formats that are not read by this library (MP4, WMA, Matroska ...), through ffprobe's JSON.</summary>
internal static class FfprobeTags
{
    private static readonly ExternalTool Ffprobe = new("ffprobe");

    public static bool IsInstalled => Ffprobe.IsInstalled;

    /// <summary>Reads the tags of the file and, where it has none, of its first audio stream.</summary>
    /// <returns>Null with what ffprobe says if the file is no sound.</returns>
    public static TagFields? Read(string path, CancellationToken token, out string reason)
    {
        var (json, complaint) = Ffprobe.Run(path,
            ["-select_streams", "a:0", "-show_entries", "format_tags:stream_tags:stream=index", "-of", "json"],
            output => new StreamReader(output).ReadToEnd(), token);
        reason = complaint ?? "no sound stream";
        if (complaint is not null)
            return null;
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0)
            return null;
        var fields = new TagFields();
        var ofStream = new TagFields();
        if (document.RootElement.TryGetProperty("format", out var file))
            AddAll(file, fields);
        AddAll(streams[0], ofStream);
        fields.FillFrom(ofStream);
        return fields;
    }

    private static void AddAll(JsonElement owner, TagFields fields)
    {
        if (owner.TryGetProperty("tags", out var tags))
            foreach (var tag in tags.EnumerateObject())
                fields.Add(tag.Name, tag.Value.GetString() ?? "");
    }
}
