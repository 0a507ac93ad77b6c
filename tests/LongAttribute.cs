using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace ApiGen.Tests;

/// <summary>A test that takes long: it runs where everything is wanted, and the tests beside it show the same, in fewer cases, always.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class LongAttribute : BeforeAfterTestAttribute
{
    /// <inheritdoc />
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (!FullRun.IsWanted)
        {
            throw SkipException.ForSkip(FullRun.Reason);
        }
    }
}
