using HfRegistry.Automation.Inputs;

namespace HfRegistry.Automation.Tests;

/// <summary>The table of inputs.</summary>
[TestClass]
internal sealed class ActionInputsTests
{
    [TestMethod]
    public void Inputs_have_variables_of_their_own_with_underscores() =>
        Assert.HasCount(ActionInputs.All.Length, ActionInputs.All.Select(static input => input.Variable.Replace('-', '_')).Distinct().ToList());
}
