using System.Data;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;
using Workbench.Foundation;
using Workbench.Notebook;

namespace Workbench.Interactive;

/// <summary>
/// <c>#!sql</c>, asked of the database that our own kernel asks. <c>#!sql --name songs</c> keeps the answer as a <see cref="DataTable"/>
/// to be shared, <c>--dataset NAME</c> names another collection than that of the latest run; a value that was set or shared is a
/// parameter, written <c>@name</c>.
/// </summary>
internal sealed class SqlKernel : Microsoft.DotNet.Interactive.Kernel, IKernelCommandHandler<SubmitCode>,
    IKernelCommandHandler<SendValue>, IKernelCommandHandler<RequestValue>, IKernelCommandHandler<RequestValueInfos>
{
    public const string Language = "sql";

    private const string NameOption = "--name", DatasetOption = "--dataset";

    private readonly CellDatabase database;
    private readonly Dictionary<string, object?> values = [];

    public SqlKernel(CellDatabase database) : base(Language)
    {
        this.database = database;
        KernelInfo.LanguageName = "SQL";
        KernelInfo.DisplayName = $"{Language} - songs, features and runs";
        KernelSpecifierDirective = new($"#!{Language}", Language)
        {
            Description = "Ask across songs, features and runs",
            Parameters =
            {
                new(NameOption, "The variable that keeps the answer"),
                new(DatasetOption, "The collection, by name or path; that of the latest run if not given"),
            },
        };
    }

    public override KernelSpecifierDirective KernelSpecifierDirective { get; }

    async Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        try
        {
            var answer = database.Ask(command.Code, values, await OptionValue.Of(command, DatasetOption, this),
                Work.OnAllProcessors with { Token = context.CancellationToken });
            if (await OptionValue.Of(command, NameOption, this) is { } name)
                values[name] = answer.ToDataTable();
            context.Publish(new ReturnValueProduced(answer, command, FormattedValue.CreateManyFromObject(answer)));
        }
        catch (WorkbenchException error)
        {
            context.Fail(command, message: error.Message);
        }
    }

    Task IKernelCommandHandler<SendValue>.HandleAsync(SendValue command, KernelInvocationContext context) =>
        SetValueAsync(command, context, (name, value, _) =>
        {
            values[name] = value;
            return Task.CompletedTask;
        });

    Task IKernelCommandHandler<RequestValue>.HandleAsync(RequestValue command, KernelInvocationContext context)
    {
        if (values.TryGetValue(command.Name, out var value))
            context.Publish(new ValueProduced(value, command.Name,
                FormattedValue.CreateSingleFromObject(value, command.MimeType), command));
        else
            context.Fail(command, message: $"{Language} has no variable {command.Name}; "
                + NearestName.Hint(command.Name, values.Keys.Order(StringComparer.Ordinal)));
        return Task.CompletedTask;
    }

    Task IKernelCommandHandler<RequestValueInfos>.HandleAsync(RequestValueInfos command, KernelInvocationContext context)
    {
        context.Publish(new ValueInfosProduced(
            [.. values.Select(each => new KernelValueInfo(each.Key,
                FormattedValue.CreateSingleFromObject(each.Value, command.MimeType), each.Value?.GetType()))], command));
        return Task.CompletedTask;
    }
}
