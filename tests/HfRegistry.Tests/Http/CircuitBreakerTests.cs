using HfRegistry.Http;
using HfRegistry.Hub;

namespace HfRegistry.Tests.Http;

[TestClass]
internal sealed class CircuitBreakerTests
{
    private static readonly HubError Down = new HubError.Unavailable("status 503");

    [TestMethod]
    public void Five_equal_failures_end_a_run()
    {
        var breaker = new CircuitBreaker<HubError>();

        CollectionAssert.AreEqual(new[] { false, false, false, false, true, false }, Enumerable.Range(0, 6).Select(_ => breaker.RecordFailure(Down)).ToArray());

        Assert.AreSame(Down, breaker.Reason);
    }

    [TestMethod]
    public void An_answer_or_another_kind_of_failure_begins_the_count_anew()
    {
        var breaker = new CircuitBreaker<HubError>();
        for (var i = 0; i < 20; i++)
        {
            if (i % 8 == 3)
                breaker.RecordSuccess();
            breaker.RecordFailure(i % 4 == 3 ? new HubError.Malformed("its body is no JSON") : Down);
        }

        Assert.IsNull(breaker.Reason);
    }

    [TestMethod]
    public void A_failure_that_every_request_would_meet_ends_a_run_at_once()
    {
        var breaker = new CircuitBreaker<HubError>();

        Assert.IsTrue(breaker.RecordFailure(new HubError.BadToken(), isFinal: true));

        Assert.IsFalse(breaker.TryOpen(Down), "the first reason stays");
        Assert.IsInstanceOfType<HubError.BadToken>(breaker.Reason);
    }
}
