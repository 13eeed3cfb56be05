using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Cli.Predicting;

/// <summary>Writes the genres into the tags of sound files, by TagLibSharp, and nothing else.</summary>
internal static class GenreTags
{
    static GenreTags() => TagLib.Id3v2.Tag.UseNumericGenres = false; // names, which every reader knows

    /// <summary>
    /// Writes genres in the place of those that are there. A copy is changed beside the file, read again and put in its place, so that the
    /// file is the old one or the new one, whatever happens; a copy with another sound or other tags is thrown away.
    /// </summary>
    /// <param name="path">The file, or a link to it.</param>
    /// <param name="genres">The genres; none takes them out.</param>
    /// <param name="replacing">Called when all is well, before the file is replaced.</param>
    /// <param name="token">Stops the work before that.</param>
    /// <exception cref="WorkbenchException">Why the file stays as it was, as the end of a sentence that begins with it.</exception>
    public static void Write(string path, ImmutableArray<string> genres, Action replacing, CancellationToken token)
    {
        try
        {
            path = RealPath(path);
            if (new FileInfo(path).IsReadOnly)
                throw new WorkbenchException("is write-protected; change its permissions.");
            var format = TagLibName(path);
            TemporaryName.RemoveLeft(Path.GetDirectoryName(path)!, Path.GetFileName(path));
            var copy = TemporaryName.Of(path);
            try
            {
                File.Copy(path, copy); // with its permissions
                Change(copy, format, genres);
                RequireSame(path, copy, genres, token);
                using (var written = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite))
                    written.Flush(flushToDisk: true);
                token.ThrowIfCancellationRequested();
                replacing();
                File.Move(copy, path, overwrite: true);
            }
            finally
            {
                File.Delete(copy);
            }
        }
        catch (UnreadableAudioException error)
        {
            throw new WorkbenchException(error.Reason, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorkbenchException($"cannot be replaced: {error.Message}", error);
        }
    }

    /// <summary>The file that a path is, or is a link to.</summary>
    public static string RealPath(string path) =>
        new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);

    private static void Change(string copy, string format, ImmutableArray<string> genres)
    {
        try
        {
            using var file = TagLib.File.Create(new TagLib.File.LocalFileAbstraction(copy), format, TagLib.ReadStyle.None);
            file.Tag.Genres = [.. genres];
            // It would add every tag that the format may have; ID3v1 alone is too short for some genres.
            var added = file.TagTypes & ~file.TagTypesOnDisk;
            file.RemoveTags((file.TagTypesOnDisk & ~TagLib.TagTypes.Id3v1) == 0 ? added & TagLib.TagTypes.Id3v1 : added);
            file.Save();
        }
        catch (Exception error) when (error is not (IOException or UnauthorizedAccessException or OutOfMemoryException))
        {
            throw new WorkbenchException($"has tags that cannot be written: {error.Message}", error); // damage of any kind throws anything
        }
    }

    private static void RequireSame(string path, string copy, ImmutableArray<string> genres, CancellationToken token)
    {
        var (before, after) = (AudioFile.ReadTags(path, token), AudioFile.ReadTags(copy, token));
        if (!after.Genres.ToHashSet().SetEquals(genres))
            throw new WorkbenchException($"keeps other genres ({string.Join("; ", after.Genres)}) in a tag that cannot be written.");
        if (after with { Genres = before.Genres } != before)
            throw new WorkbenchException("would lose other tags.");
        if (AudioFile.HashSound(path, token) != AudioFile.HashSound(copy, token))
            throw new WorkbenchException("would sound otherwise.");
    }

    private static string TagLibName(string path) => AudioFile.FormatOf(path) switch
    {
        AudioFormat.Mp3 => "taglib/mp3",
        AudioFormat.Flac => "taglib/flac",
        AudioFormat.Ogg => "taglib/ogg",
        AudioFormat.Wav => "taglib/wav",
        AudioFormat.Aiff => "taglib/aiff",
        AudioFormat.Aac => "taglib/aac",
        AudioFormat.Mp4 => "taglib/m4a",
        AudioFormat.Wma => "taglib/wma",
        AudioFormat.Matroska => "taglib/mkv",
        AudioFormat.MonkeysAudio => "taglib/ape",
        AudioFormat.WavPack => "taglib/wv",
        AudioFormat.Musepack => "taglib/mpc",
        AudioFormat.Unknown => throw new WorkbenchException("is of a format whose tags are not written here."),
        var other => throw new WorkbenchException($"is {other}, which has no place for a genre."),
    };
}
