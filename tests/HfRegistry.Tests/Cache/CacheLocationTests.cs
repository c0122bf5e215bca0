using HfRegistry.Cache;

namespace HfRegistry.Tests.Cache;

[TestClass]
internal sealed class CacheLocationTests
{
    [TestMethod]
    [DataRow("/c", "HF_HUB_CACHE=/c", "HUGGINGFACE_HUB_CACHE=/old", "HF_HOME=/h")]
    [DataRow("/old", "HUGGINGFACE_HUB_CACHE=/old", "HF_HOME=/h")]
    [DataRow("/h/hub", "HF_HOME=/h", "XDG_CACHE_HOME=/x")]
    [DataRow("/x/huggingface/hub", "XDG_CACHE_HOME=/x", "HOME=/u")]
    [DataRow("/u/.cache/huggingface/hub", "HOME=/u")]
    [DataRow("/u/models", "HOME=/u", "HF_HUB_CACHE=~/models")]
    [DataRow("/data/ci/hub", "HOME=/u", "DISK=/data", "JOB=ci", "HF_HOME=$DISK/${JOB}")]
    [DataRow("/u/h/hub", "HOME=/u", "HF_HOME=~/h")]
    public void The_first_variable_that_is_set_names_the_cache(string expected, params string[] variables) =>
        Assert.AreEqual(expected, CacheLocation.Find(Environment(variables)));

    [TestMethod]
    public void Without_any_place_there_is_no_cache() => Assert.IsNull(CacheLocation.Find(Environment()));

    [TestMethod]
    public void A_relative_cache_is_made_absolute() =>
        Assert.AreEqual(Path.GetFullPath("models"), CacheLocation.Find(Environment("HF_HUB_CACHE=models")));

    [TestMethod]
    public void A_build_takes_a_relative_cache_from_its_project() =>
        Assert.AreEqual(Path.GetFullPath("/project/models"), CacheLocation.Find(Environment("HF_HUB_CACHE=models"), static path => Path.Combine("/project", path)));

    private static Func<string, string?> Environment(params string[] variables) =>
        variables.Select(static variable => variable.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => pair[1]).GetValueOrDefault;
}
