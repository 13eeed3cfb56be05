using System.Reflection;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using Workbench.Foundation;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch;

/// <summary>
/// A module that is a function: the variables of it that are modules or parameters are its components, as the fields of a class are.
/// </summary>
internal sealed class FunctionModule : nn.Module<Tensor, Tensor>
{
    private readonly Func<Tensor, Tensor> function;

    /// <summary>Finds the components.</summary>
    /// <exception cref="WorkbenchException">There are none, or two of one name.</exception>
    public FunctionModule(Func<Tensor, Tensor> function) : base(nameof(FunctionModule))
    {
        this.function = function;
        var found = Variables(function.Target).Where(variable => variable.Value is nn.Module or Parameter).ToList();
        if (found.Count == 0)
            throw new WorkbenchException("TorchModel.Module is given a function of no module and no parameter, which learns nothing; make "
                + "them before it, as variables that it uses.");
        if (found.CountBy(variable => variable.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
            throw new WorkbenchException($"The function of TorchModel.Module uses two variables called {twice}; give one another name.");
        foreach (var (name, value) in found)
            if (value is nn.Module module)
                register_module(name, module);
            else
                register_parameter(name, (Parameter)value!);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => function(input);

    /// <summary>What a lambda uses from outside, by the names that the compiler keeps; those of outer blocks first.</summary>
    private static IEnumerable<(string Name, object? Value)> Variables(object? closure)
    {
        var fields = closure?.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) ?? [];
        return fields.OrderBy(field => field.MetadataToken).SelectMany(field =>
            field.GetValue(closure) is { } value && value.GetType().IsDefined(typeof(CompilerGeneratedAttribute))
                ? Variables(value)
                : [(field.Name, field.GetValue(closure))]);
    }
}
