using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Workbench.Datasets.Fetch;
using Workbench.Foundation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench data fetch</c>.</summary>
internal static class FetchCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = $"Which dataset: {string.Join(", ", PublishedArchive.All.Select(a => a.Name))}; or a place in an object storage, "
                + $"for instance {ObjectFolder.Example}.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add([.. PublishedArchive.All.Select(a => a.Name)]);
        var list = new Option<bool>("--list") { Description = "Print the table of datasets: size, content, licence, address, checksum." };
        var output = new Option<DirectoryInfo?>("--out") { Description = "Where the dataset's folder goes; data/datasets if left out." };
        var mirror = new Option<Uri?>("--from")
        {
            Description = "The address of a folder that holds the same files, where the publisher's own does not answer.",
            CustomParser = ParseAddress,
        };
        var keep = new Option<bool>("--keep") { Description = "Keep the archive once it is unpacked." };
        var threads = SharedOptions.Threads();
        var command = new Command("fetch", """
            Download a published dataset, compare its checksum, and unpack it to a folder that the other commands read; or bring what lies
            below a place of an object storage that speaks S3, and next time what has changed there. Credentials are those of Amazon's
            own tools (AWS_ACCESS_KEY_ID, ~/.aws), and AWS_ENDPOINT_URL names another storage than Amazon's. What was stopped goes on
            with the same command.

            Examples:
              workbench data fetch --list
              workbench data fetch fma_metadata
              workbench data fetch fma_small --out /big/disk
              workbench data fetch fma_small --from https://mirror.example.org/fma
              workbench data fetch s3://bucket/music
            """) { name, list, output, mirror, keep, threads };
        command.Validators.Add(result =>
        {
            if (result.GetValue(list) == (result.GetResult(name) is { Tokens.Count: > 0 }))
                result.AddError("Give either a NAME or --list, for instance: workbench data fetch fma_small");
            if (result.GetValue(name) is not { } asked)
                return;
            string[] known = [.. PublishedArchive.All.Select(a => a.Name)];
            if (ObjectFolder.Is(asked) && result.GetResult(mirror) is not null)
                result.AddError("--from names a mirror of a published dataset; an address in an object storage has none.");
            else if (!ObjectFolder.Is(asked) && !known.Contains(asked))
                result.AddError($"{asked}: no dataset of this name can be fetched; {NearestName.Hint(asked, known)}");
        });
        command.SetAction((parsed, token) =>
        {
            if (parsed.GetValue(list))
            {
                Console.WriteLine(string.Join('\n', PublishedArchive.All.Select(Text)));
                return Task.FromResult(CommandRunner.Done);
            }
            var (asked, place) = (parsed.GetValue(name)!, parsed.GetValue(output)?.FullName ?? DataFolder.Find().DatasetsPath);
            if (ObjectFolder.Is(asked))
            {
                var own = parsed.GetValue(output) is { FullName: var named } ? Path.Combine(named, asked.TrimEnd('/').Split('/')[^1])
                    : ObjectFolder.PlaceIn(DataFolder.Find(), asked);
                var count = ProgressBars.During(work => ObjectFolder.Fetch(asked, own, work), parsed.GetValue(threads), token);
                Console.Error.WriteLine($"{count} file(s) fetched");
                Console.WriteLine(own);
                return Task.FromResult(CommandRunner.Done);
            }
            var archive = PublishedArchive.Named(asked);
            var fetcher = new ArchiveFetcher
            {
                Mirror = parsed.GetValue(mirror),
                KeepsArchive = parsed.GetValue(keep),
            };
            Console.Error.WriteLine($"{archive.Name}: {archive.What}. Licence: {archive.Licence}.");
            var folder = ProgressBars.During(work =>
                fetcher.Fetch(archive, place, work), parsed.GetValue(threads), token);
            Console.WriteLine(folder);
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }

    private static Uri? ParseAddress(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        result.AddError($"--from {result.Tokens[0].Value} must be an address that begins with http:// or https://.");
        return null;
    }

    private static string Text(PublishedArchive a) => string.Create(CultureInfo.InvariantCulture, $"""
        {a.Name}{(a.Needs is null ? "" : $" (with {a.Needs})")}: {a.What}
          about {TransferProgress.InWords(a.Bytes)} to download, {TransferProgress.InWords(a.UnpackedBytes)} unpacked
          licence: {a.Licence}
          {a.Address} {a.Checksum}
        """);
}
