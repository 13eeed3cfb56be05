using System.Collections.Immutable;
using Workbench.Docs.Pages;

namespace Workbench.Docs;

/// <summary>All pages but those of the API: written by people, or made from code, notebooks and measurements.</summary>
internal static class SitePages
{
    /// <summary>Writes the pages as Markdown for docfx.</summary>
    /// <returns>The sections in the order in which the head of the site has them.</returns>
    public static ImmutableArray<SiteSection> Make(DocsFolders folders)
    {
        if (Directory.Exists(folders.Made))
            Directory.Delete(folders.Made, recursive: true);
        var documentation = CodeDocumentation.OfTheLibrary();
        var start = Section("Start", WrittenPages.Read(folders, "written/index.md", "index"));
        var tutorial = Section("Tutorial", WithIndex("tutorial", "Tutorial", NotebookPages.Introduction, NotebookPages.Make(folders)));
        var howTo = Section("How-to", WithIndex("how-to", "How-to", "One task a page. The code runs as it stands; our tests run it.",
            WrittenPages.ReadFolder(folders, "how-to")));
        var reference = Section("Reference", WithIndex("reference", "Reference", "What there is, made from the code itself.",
        [
            .. CommandPages.Make(), FeaturePage.Make(documentation), SpecPage.Make(documentation),
            WrittenPages.Read(folders, "written/files.md", "reference/files"),
        ]));
        var about = Section("About", WithIndex("about", "About", "Measurements, licences, changes, and how the code is laid out.",
        [
            MeasuredPage.Make(folders), LicencePage.Make(folders), WrittenPages.Read(folders, "written/citing.md", "about/citing"),
            WrittenPages.Read(folders, "../CHANGELOG.md", "about/changes"),
            WrittenPages.Read(folders, "../CONTRIBUTING.md", "about/contributing"),
            WrittenPages.Read(folders, "../../lib/README.md", "about/map-of-the-code"),
        ]));
        var gallery = Section("Gallery", GalleryPage.Make(folders)); // it takes longest, and fails last
        return [start, tutorial, howTo, gallery, reference, about];

        SiteSection Section(string title, params MadePage[] pages)
        {
            foreach (var page in pages)
            {
                var path = Path.Combine(folders.Made, $"{page.Path}.md");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, page.Markdown);
            }
            return SiteSection.Of(title, pages);
        }
    }

    /// <summary>Pages of a folder behind a page that lists them.</summary>
    private static MadePage[] WithIndex(string folder, string title, string introduction, IEnumerable<MadePage> pages)
    {
        MadePage[] listed = [.. pages];
        var lines = listed.Select(page => $"- [{page.Title}]({page.Path[(folder.Length + 1)..]}.md)\n");
        return [new($"{folder}/index", $"# {title}\n\n{introduction}\n\n{string.Concat(lines)}"), .. listed];
    }
}
