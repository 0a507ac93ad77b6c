using ApiGen.Runtime;
using Example.Shop;
using FakeItEasy;
using Moq;

namespace ApiGen.EndToEnd;

/// <summary>Libraries for mocks, set up as the page on testing says: the one member of an action serves every way to call it.</summary>
public sealed class MockTests
{
    private static readonly RenameShopRequest Request = new() { ShopId = "shop-1", Name = "Corner" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Moq_runs_the_bodies_of_the_interface()
    {
        RenameShopResponse response = new();
        Mock<IShopClient> shop = new() { CallBase = true };
        shop.Setup(client => client.RenameShopAsync(Request, It.IsAny<ApiCallOptions?>(), It.IsAny<CancellationToken>())).ReturnsAsync(response);

        await ServesAsync(shop.Object, response);
        shop.Verify(client => client.RenameShopAsync(Request, It.IsAny<ApiCallOptions?>(), Cancellation), Moq.Times.Once());
    }

    [Fact]
    public async Task FakeItEasy_runs_the_bodies_of_the_interface()
    {
        RenameShopResponse response = new();
        IShopClient shop = A.Fake<IShopClient>(options => options.CallsBaseMethods());
        A.CallTo(() => shop.RenameShopAsync(Request, A<ApiCallOptions?>._, A<CancellationToken>._)).Returns(response);

        await ServesAsync(shop, response);
        A.CallTo(() => shop.RenameShopAsync(Request, A<ApiCallOptions?>._, Cancellation)).MustHaveHappenedOnceExactly();
    }

    private static async Task ServesAsync(IShopClient shop, RenameShopResponse response)
    {
        Assert.Same(response, await shop.RenameShopAsync(Request, Cancellation));
        Assert.Same(response, await shop.RenameShopAsync(Request, new ApiCallOptions()));
    }
}
