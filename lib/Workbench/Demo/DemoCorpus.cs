using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Text;
using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Demo;

/// <summary>
/// Synthetic music to learn, test and demonstrate with where no collection is at hand: composed and synthesised by this
/// code, by invented artists in eight genres. It is easier and poorer than real music; scores on it say that the
/// workbench works, not how good a model is.
/// </summary>
internal static class DemoCorpus
{
    /// <summary>The album of every track, so that no list of them hides what they are.</summary>
    public const string Album = "Synthetic demo corpus";

    /// <summary>Raised whenever the same spec would give other bytes.</summary>
    private const int FormatVersion = 1;

    private const string Notice =
        "Synthetic demo corpus: every track was composed and synthesised by the workbench; all artists and titles are invented.";

    /// <summary>
    /// Makes the corpus, or what is missing of it: <c>audio/ARTIST/NN-TITLE.wav</c> (22,050 Hz, mono, 16 bits, 10 to 12 s),
    /// <c>demo.json</c>, <c>README.txt</c> and, last, <c>manifest.csv</c> with the columns path, labels (separated by
    /// semicolons), artist, album and title. Where the manifest stands, the corpus is whole.
    /// </summary>
    /// <remarks>Bytes are the same on one platform; on another, whose sine rounds differently, a sample may differ by one step.</remarks>
    /// <param name="folder">Where; made if absent. Must be empty or hold a corpus of the same spec.</param>
    /// <param name="spec">What to make.</param>
    /// <param name="work">
    /// Tracks made at once; told after every one; stopped after those in the making, the next call goes on from there. Null for
    /// <see cref="Work.Default"/>.
    /// </param>
    /// <returns>Path of the manifest.</returns>
    /// <exception cref="InvalidSpecException">The spec is out of range.</exception>
    /// <exception cref="WorkbenchException">The folder holds something else.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static string Make(string folder, DemoSpec spec, Work? work = null)
    {
        work ??= Work.Default;
        using var heeding = work.Heed();
        spec.Validate();
        var manifest = ManifestOf(folder);
        Claim(folder, spec);
        if (File.Exists(manifest))
            return manifest;

        var plans = Catalogue.Plan(spec);
        var done = 0;
        try
        {
            Parallel.ForEach(plans, work.LoopOptions, plan =>
            {
                var path = Path.Combine([folder, .. plan.Path.Split('/')]);
                if (!File.Exists(path)) // files are whole or absent
                    WavFile.Write(path, Studio.Record(plan, spec));
                work.Report(new("Making the demo corpus", Interlocked.Increment(ref done), plans.Length, plan.Artist.Name));
            });
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
        AtomicFile.WriteText(Path.Combine(folder, "README.txt"), Notice + "\n");
        AtomicFile.WriteText(manifest, Manifest(plans));
        return manifest;
    }

    /// <summary>Whether a folder holds a whole corpus.</summary>
    public static bool IsMade(string folder) => File.Exists(ManifestOf(folder));

    private static string ManifestOf(string folder) => Path.Combine(Path.GetFullPath(folder), "manifest.csv");

    /// <summary>Marks the folder as this spec's, or refuses it.</summary>
    private static void Claim(string folder, DemoSpec spec)
    {
        var path = Path.Combine(folder, "demo.json");
        var stamp = new DemoStamp(Notice, FormatVersion, spec);
        if (File.Exists(path))
        {
            var found = SpecJson.Read<DemoStamp>(File.ReadAllText(path));
            if (found != stamp)
                throw new WorkbenchException($"{folder} holds a demo corpus of version {found.FormatVersion} made from {found.Spec}, "
                    + $"not one of version {FormatVersion} from {spec}. Choose another folder, or delete this one.");
        }
        else if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new WorkbenchException($"{folder} holds files that are not of a demo corpus. Choose an empty or a new folder.");
        else
            AtomicFile.WriteText(path, SpecJson.Write(stamp) + "\n");
    }

    /// <summary>Invented names hold neither commas nor quotes, so that nothing needs quoting.</summary>
    private static string Manifest(ImmutableArray<TrackPlan> plans)
    {
        var text = new StringBuilder("path,labels,artist,album,title\n");
        foreach (var plan in plans)
            text.AppendJoin(',', plan.Path, string.Join(';', plan.Genres.Select(genre => genre.Name)), plan.Artist.Name, Album, plan.Title)
                .Append('\n');
        return text.ToString();
    }
}
