using System.Diagnostics;
using System.Globalization;
using Workbench.Docs;
using Workbench.Docs.Frame;

// Makes the documentation: dotnet run -c Release --project environment/docs
try
{
    var watch = Stopwatch.StartNew();
    var folders = DocsFolders.Find();
    var made = SitePages.Make(folders);
    Docfx.Run(folders);
    SiteSection[] sections = [.. made, new("API", ApiPages.Read(folders.Site))];
    var pageCount = SiteFrame.PutAround(folders.Site, sections);
    SearchIndex.Write(folders.Site, sections);
    var problems = LinkCheck.ProblemsIn(folders.Site);
    foreach (var problem in problems)
        Console.Error.WriteLine(problem);
    var bytes = new DirectoryInfo(folders.Site).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.Combine(folders.Site, "index.html")}\n{pageCount} pages, "
        + $"{bytes / 1e6:0.0} MB, {problems.Count} dead links, {watch.Elapsed.TotalSeconds:0} s"));
    return problems.Count == 0 ? 0 : 1;
}
catch (DocsException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
