using System.Globalization;
using Workbench.Datasets.Fetch;

namespace Workbench.Docs.Pages;

/// <summary>Under which licences the datasets of others lie: those that can be fetched from their table, the rest as written.</summary>
internal static class LicencePage
{
    public static MadePage Make(DocsFolders folders)
    {
        var written = WrittenPages.Read(folders, "written/licences.md", "about/licences");
        var table = MarkdownTable.Of(["name", "what", "GiB", "licence", "from"], PublishedArchive.All.Select(archive => (string[])
        [
            $"`{archive.Name}`", archive.What, (archive.Bytes / (double)(1L << 30)).ToString("0.##", CultureInfo.InvariantCulture),
            archive.Licence, archive.Address.Host,
        ]));
        return written with { Markdown = written.Markdown.Replace("<!--archives-->", table, StringComparison.Ordinal) };
    }
}
