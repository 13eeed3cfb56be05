using System.CommandLine;
using Workbench.Datasets.Fetch;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench data put</c>.</summary>
internal static class PutCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "What is sent, with all below it." };
        var address = new Argument<string>("ADDRESS") { Description = $"Where it goes, for instance {ObjectFolder.Example}." };
        var threads = SharedOptions.Threads();
        var command = new Command("put", """
            Put a folder into an object storage that speaks S3: songs, or the folder of a job, which machines without a common disk
            fetch with 'workbench data fetch'. What is there already is not sent again, and what was stopped goes on with the same
            command. Nothing is deleted there.

            Examples:
              workbench data put ~/Music s3://bucket/music
              workbench data put songs-job s3://bucket/jobs/songs
            """) { folder, address, threads };
        command.SetAction((parsed, token) =>
        {
            var (from, to) = (parsed.GetValue(folder)!.FullName, parsed.GetValue(address)!);
            var count = ProgressBars.During(work => ObjectFolder.Put(from, to, work), parsed.GetValue(threads), token);
            Console.WriteLine($"{count} file(s) sent to {to}");
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }
}
