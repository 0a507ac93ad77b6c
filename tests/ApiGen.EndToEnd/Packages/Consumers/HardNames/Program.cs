using ApiGen.Runtime;
using Example.Shop;
using Example.Till;

[assembly: CLSCompliant(true)]

FindItemRequest request = new() { _ = "x", Kind = FindItemRequest.KindValues.NotStarted, SinceAsDateTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), DayAsDate = new DateOnly(2026, 1, 2), ImageAsBytes = [1, 2] };
Console.WriteLine(request.ToJson());
Console.WriteLine(FindItemRequest.FromJson("""{"_":"x","Kind":"unknown","Since":"never"}""") is { Kind: "unknown", Since: "never", SinceAsDateTime: null });
Console.WriteLine(string.Join(' ', typeof(FindItemRequest.KindValues).GetFields().Select(field => (string)field.GetRawConstantValue()!).Select(value => string.Concat(value.Select(c => c < 'z' ? c.ToString() : $"<{(int)c:X4}>")))));
TencentCloudCredential credential = new("AKIDEXAMPLE", "example");
using FindItemAsync shop = new(credential);
using Example.Shop.Bank.Client bank = new(credential);
using GetRequest till = new(credential);
Console.WriteLine($"{shop.Created} {bank.GetType().IsPublic} {till.GetType()} {typeof(BankInfo)} {new Example.Shop.Bank.TransferRequest { Body = "a", BodyContent = "b" }.ToJson()}");
Func<Example.Shop.Bank.TransferRequest, CancellationToken, Task<Example.Shop.Bank.TransferResponse>> old = bank.TransferAsync;
Console.WriteLine(old.Method.Name);

namespace Example.Shop
{
    public sealed partial class FindItemAsync
    {
        public int Created { get; private set; }

        partial void OnCreated() => Created++;
    }
}
